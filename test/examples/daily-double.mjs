/**
 * A local double of the part of Daily's REST API that makes rooms and tokens, with the errors that its documentation names
 * (https://docs.daily.co/docs/rest-api/errors and …/authentication). It checks what it is sent as Daily does, and can be told to
 * fail.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const ROOM_PROPERTIES = {
  enable_knocking: 'boolean',
  exp: 'number',
  nbf: 'number',
  eject_at_room_exp: 'boolean',
  max_participants: 'number',
};
const TOKEN_PROPERTIES = {
  room_name: 'string',
  is_owner: 'boolean',
  user_name: 'string',
  user_id: 'string',
  exp: 'number',
  nbf: 'number',
  eject_at_token_exp: 'boolean',
  permissions: 'object',
};

class ApiError extends Error {
  constructor(status, error, info) {
    super(info);
    Object.assign(this, { status, error, info });
  }
}
const invalid = (info) => new ApiError(400, 'invalid-request-error', info);

/**
 * @typedef {object} Trouble what to answer instead
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {unknown} [body] an object as JSON, a string as it is
 * @property {boolean} [silent] never answer
 * @property {boolean} [cut] close the connection
 * @property {boolean} [done] do what is asked before that
 */

/**
 * @param {object} options
 * @param {string} options.apiKey the one key that is valid
 * @param {(room: object) => Promise<void> | void} [options.onRoom] told of each room that is made or changed
 * @param {(name: string) => void} [options.onDelete] told of each room that is deleted
 * @param {(name: string, sessionId: string) => void} [options.onEject] told of each person who is ejected
 * @param {(properties: object) => Promise<string> | string} [options.tokenFor]
 * @param {string} [options.roomHost] where room links lead
 */
export async function startDailyDouble({
  apiKey,
  onRoom = () => {},
  onDelete = () => {},
  onEject = () => {},
  tokenFor = (properties) => `token.${Buffer.from(JSON.stringify(properties)).toString('base64url')}`,
  roomHost = 'https://example.daily.co',
}) {
  const rooms = new Map();
  /** Where events are to be sent. @type {Map<string, string>} */
  const webhooks = new Map();
  /** What was asked, in order: `{ call: 'POST /rooms', body, authorization }`. */
  const requests = [];
  /** @type {Trouble[]} */
  const troubles = [];

  const checked = (properties, known) => {
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (!(name in known)) throw invalid(`unknown parameter '${name}'`);
      if (typeof value !== known[name]) throw invalid(`property '${name}' must be a ${known[name]}`);
    }
    return properties ?? {};
  };

  const withRules = async (room, { privacy = room.privacy, properties }) => {
    if (!['public', 'private'].includes(privacy)) throw invalid(`privacy must be 'public' or 'private'`);
    const changed = { ...room, privacy, config: { ...room.config, ...checked(properties, ROOM_PROPERTIES) } };
    rooms.set(changed.name, changed);
    await onRoom(changed);
    return changed;
  };

  const found = (name) => {
    const room = rooms.get(name);
    if (!room || room.config.exp * 1000 <= Date.now()) throw new ApiError(404, 'not-found', `room ${name} not found`);
    return room;
  };

  const answerTo = async (method, path, body) => {
    const [, collection, name, action] = /^\/v1\/([\w-]*)(?:\/([\w-]+))?(?:\/(\w+))?$/.exec(path) ?? [];
    const call = `${method} ${collection}${name ? '/:name' : ''}${action ? `/${action}` : ''}`;
    if (call === 'GET ') return { domain_name: new URL(roomHost).hostname.split('.')[0], config: {} };
    if (call === 'GET rooms/:name') return found(name);
    if (call === 'POST rooms/:name') return withRules(found(name), body);
    if (call === 'DELETE rooms/:name') {
      found(name);
      rooms.delete(name);
      onDelete(name);
      return { deleted: true, name };
    }
    if (call === 'POST rooms/:name/eject') {
      found(name);
      for (const id of body.ids ?? []) onEject(name, id);
      return { ejectedIds: body.ids ?? [] };
    }
    if (call === 'POST rooms') {
      const made = body.name ?? `room${rooms.size}`;
      if (!/^[\w-]{1,128}$/.test(made)) throw invalid(`'${made}' is no room name`);
      if (rooms.has(made)) throw invalid(`a room named ${made} already exists`);
      const id = `00000000-0000-4000-8000-${String(rooms.size).padStart(12, '0')}`;
      const room = { id, name: made, api_created: true, privacy: 'public', url: `${roomHost}/${made}`, config: {} };
      return withRules({ ...room, created_at: new Date().toISOString() }, body);
    }
    if (call === 'POST webhooks') {
      const uuid = randomUUID();
      webhooks.set(uuid, body.url);
      return { uuid, url: body.url, eventTypes: body.eventTypes };
    }
    if (call === 'DELETE webhooks/:name' && webhooks.delete(name)) return {};
    if (call === 'POST meeting-tokens') return { token: await tokenFor(checked(body.properties, TOKEN_PROPERTIES)) };
    throw new ApiError(404, 'not-found', `no ${method} ${path}`);
  };

  const handle = async ({ method, url, headers }, text) => {
    if (!/^Bearer .+/.test(headers.authorization ?? '')) {
      throw new ApiError(400, 'authorization-header-error', 'missing or malformed Authorization header');
    }
    if (headers.authorization !== `Bearer ${apiKey}`) throw new ApiError(401, 'authentication-error', 'invalid key');
    let body = {};
    try {
      if (text) body = JSON.parse(text);
    } catch {
      throw new ApiError(400, 'json-parsing-error', 'unable to parse');
    }
    return answerTo(method, url, body);
  };

  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const { method, url, headers } = request;
    requests.push({ call: `${method} ${url.replace('/v1', '')}`, body: text && JSON.parse(text), headers });
    const trouble = troubles.shift();
    const send = (status, body, more = {}) =>
      response.writeHead(status, { 'Content-Type': 'application/json', ...more }).end(JSON.stringify(body));
    if (trouble?.done) await handle(request, text);
    if (trouble?.silent) return;
    if (trouble?.cut) return void response.destroy();
    if (typeof trouble?.body === 'string')
      return void response.writeHead(trouble.status, trouble.headers).end(trouble.body);
    if (trouble) return void send(trouble.status, trouble.body, trouble.headers);
    try {
      send(200, await handle(request, text));
    } catch (error) {
      if (!(error instanceof ApiError)) return void send(500, { error: 'server-error', info: String(error) });
      send(error.status, { error: error.error, info: error.info });
    }
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));

  return {
    apiUrl: `http://localhost:${server.address().port}/v1`,
    rooms,
    webhooks,
    requests,
    calls: () => requests.map(({ call }) => call),
    /** For the next requests, one each. @param {...Trouble} next */
    fail: (...next) => troubles.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** Daily's answer to too many requests. */
export const busy = (headers) => ({
  status: 429,
  headers,
  body: { error: 'rate-limit-error', info: 'too many requests' },
});
