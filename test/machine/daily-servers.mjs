// A double of the two servers of Daily's that a call machine speaks to: the room check and signaling. It keeps the rooms and the
// sessions in this process, so that several pages meet in it. What it answers is what was seen of Daily's protocol; what only the
// real server decides is a switch in `behavior`, and the scenarios run both readings.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import WebSocket from 'ws';

/** The domain of the rooms: their links are `https://<DOMAIN>.daily.co/<room>`. */
export const DOMAIN = 'machine';

/** Where the call machine asks about a room. */
export const ROOM_CHECK = /^https:\/\/gs\.daily\.co\/rooms\/check\/([^/]+)\/([^/?]+)/;

/**
 * What is inferred, since only Daily's own server decides it.
 * @typedef {object} Behavior
 * @property {'full' | 'unknown'} publicAccess whether the server authorizes those who join a public room, or says nothing about it
 * @property {boolean} ownersCanAdmin whether an owner always gets `canAdmin` with `participants`, whatever the token says
 * @property {boolean} waitingListForAll whether the room check tells the `privacy`, after which everybody gets the waiting list
 * @property {number} keepLostSessions seconds for which somebody whose connection was lost stays in the room
 */

/** @type {Behavior} */
export const DEFAULT_BEHAVIOR = {
  publicAccess: 'full',
  ownersCanAdmin: true,
  waitingListForAll: false,
  keepLostSessions: 60,
};

const PARTICIPANTS = 'participants';

export class DailyServers {
  /** @type {Map<string, object>} */
  #rooms = new Map();
  /** What is known of a session besides its room, also while it has no socket. @type {Map<string, object>} */
  #links = new Map();

  /** @type {Set<import('node:net').Socket>} */
  #connections = new Set();

  /** Starts signaling. */
  static async open() {
    const servers = new DailyServers();
    servers.http = createServer((_request, response) => response.writeHead(404).end());
    servers.sockets = new WebSocket.Server({ noServer: true });
    servers.http.on('connection', (socket) => {
      servers.#connections.add(socket);
      socket.on('close', () => servers.#connections.delete(socket));
    });
    servers.http.on('upgrade', (request, socket, head) => servers.#upgrade(request, socket, head));
    await new Promise((resolve) => servers.http.listen(0, 'localhost', resolve));
    servers.url = `ws://localhost:${servers.http.address().port}`;
    return servers;
  }

  async close() {
    for (const each of this.#connections) each.destroy(); // Those that wait for their upgrade as well.
    await new Promise((resolve) => this.http.close(resolve));
  }

  // ---- What Daily's REST API does

  /** Makes a room. @param {{ name?: string, privacy?: string, properties?: object, behavior?: Partial<Behavior> }} [options] */
  createRoom({ name = `room-${randomUUID().slice(0, 8)}`, privacy = 'private', properties, behavior } = {}) {
    const room = {
      id: randomUUID(),
      name,
      url: `https://${DOMAIN}.daily.co/${name}`,
      privacy,
      properties: { enable_knocking: true, ...properties },
      behavior: { ...DEFAULT_BEHAVIOR, ...behavior },
      meeting: randomUUID(),
      /** Those whose socket has joined, in the lobby or in the call, by session id. @type {Map<string, object>} */
      sessions: new Map(),
    };
    this.#rooms.set(name, room);
    return room;
  }

  /** Makes a token, which only this double can read. @param {string} roomName @param {object} properties */
  createToken(roomName, properties = { is_owner: true }) {
    return `double.${Buffer.from(JSON.stringify({ room_name: roomName, ...properties })).toString('base64url')}`;
  }

  /** Deletes a room with people in it. */
  deleteRoom(name) {
    const room = this.#rooms.get(name);
    this.#rooms.delete(name);
    for (const session of room?.sessions.values() ?? []) send(session, { msgStr: 'room-deleted' });
  }

  /** Ends somebody's part, as a host does. */
  eject(sessionId) {
    send(this.#link(sessionId).session, { tag: 'eject-please', from: 'server', msgData: {} });
  }

  /** Tells somebody that there is no place, which the server can do at any time. */
  refuseAsFull(sessionId) {
    send(this.#link(sessionId).session, meetingFull());
  }

  /** Resolves when the connection of somebody's page is closed, as it is soon after the page. */
  async closed(sessionId) {
    const { socket } = this.#link(sessionId);
    if (socket && socket.readyState !== socket.CLOSED) await new Promise((resolve) => socket.once('close', resolve));
  }

  /** Who has joined a room: `[{ id, inCall }]`. */
  sessionsIn(roomName) {
    const sessions = this.#rooms.get(roomName)?.sessions.values() ?? [];
    return [...sessions].map(({ id, authorized }) => ({ id, inCall: authorized }));
  }

  // ---- What goes wrong between a page and the servers

  /**
   * Cuts somebody off. `closed`: the page hears at once that its connection is gone, and waits for the next one; `refused`: it finds
   * none; `silent`: nothing arrives any more, in either direction.
   */
  cut(sessionId, how = 'closed') {
    const link = this.#link(sessionId);
    link.cut = how;
    if (how !== 'silent') link.socket?.terminate();
  }

  /** Ends `cut()`. What was sent meanwhile is lost. */
  restore(sessionId) {
    const link = this.#link(sessionId);
    link.cut = undefined;
    const pending = link.pending ?? [];
    link.pending = [];
    for (const proceed of pending) proceed();
  }

  /** Loses the next answer to somebody's knock. */
  loseNextAnswer(sessionId) {
    this.#link(sessionId).loseAnswer = true;
  }

  /** From now on nobody hears somebody's knocks, or hears them again. */
  muffleKnocks(sessionId, muffled) {
    this.#link(sessionId).muffled = muffled;
  }

  // ---- The room check

  /**
   * Answers `POST /rooms/check/<domain>/<room>`; waits while the session is cut off.
   * @param {string} roomName
   * @param {URLSearchParams} form
   * @returns {Promise<{ status: number, body?: object }>}
   */
  async checkRoom(roomName, form) {
    const sessionId = form.get('sessionId');
    const link = this.#link(sessionId);
    if (isHanging(link)) await new Promise((resolve) => (link.pending ??= []).push(resolve));
    const room = this.#rooms.get(roomName);
    if (!room) return { status: 404, body: { error: 'room-not-found' } };
    const now = Date.now() / 1000;
    if (room.properties.nbf > now) return { status: 200, body: { error: 'nbf-room' } };
    if (room.properties.exp < now) return { status: 200, body: { error: 'exp-room' } };

    const { token, error } = readToken(form.get('joinToken'), roomName);
    const isPrivate = room.privacy === 'private';
    const authorized = token !== undefined || (!isPrivate && room.behavior.publicAccess === 'full');
    const permissions = permissionsOf(token, room.behavior);
    Object.assign(link, { permissions, owner: token?.is_owner === true, roomName });
    return {
      status: 200,
      body: {
        roomId: room.id,
        roomName,
        ...(room.behavior.waitingListForAll ? { privacy: room.privacy } : {}),
        needToRequest: isPrivate,
        ...(authorized ? { sigAuthz: `authorized-${sessionId}` } : {}),
        joinProps: token ? abbreviated(token) : error ? { error } : {},
        roomProps: room.properties,
        domainProps: {},
        permissions,
        worker: { workerId: 'double', wssUri: `${this.url}/${sessionId}` },
        geoGroup: 'double',
        stun: [],
      },
    };
  }

  // ---- Signaling

  #link(sessionId) {
    if (!this.#links.has(sessionId)) this.#links.set(sessionId, { sessionId });
    return this.#links.get(sessionId);
  }

  #upgrade(request, socket, head) {
    const link = this.#link(request.url.slice(1));
    const proceed = () =>
      this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.#connected(webSocket, link));
    if (link.cut === 'refused') socket.destroy();
    // As on a network that swallows everything: the attempt neither fails nor succeeds.
    else if (link.cut) (link.pending ??= []).push(proceed);
    else proceed();
  }

  #connected(socket, link) {
    link.socket = socket;
    socket.on('message', (data) => {
      if (!link.cut) this.#receive(link, JSON.parse(String(data)));
    });
    socket.on('close', () => {
      if (link.socket === socket) this.#lost(link);
    });
    socket.on('error', () => socket.terminate());
  }

  #lost(link) {
    const { session } = link;
    const room = this.#rooms.get(link.roomName);
    if (!session || !room) return;
    // A tab that is closed closes its connection. A connection that is cut does not say whether somebody comes back.
    if (!link.cut) return void this.#leave(room, session);
    session.lost = setTimeout(() => this.#leave(room, session), room.behavior.keepLostSessions * 1000);
    session.lost.unref();
  }

  #leave(room, session) {
    clearTimeout(session.lost);
    room.sessions.delete(session.id);
    session.link.session = undefined;
    if (session.announced) this.#toOthers(room, session, { msgStr: 'sig-presence', from: session.id, msgData: null });
  }

  #receive(link, { msgStr, msgData, from }) {
    if (msgStr === 'join-for-sig') return this.#join(link, from, msgData);
    const { session } = link;
    const room = this.#rooms.get(link.roomName);
    if (!session || !room) return undefined;
    switch (msgStr) {
      case 'sig-ack':
        return send(session, { msgStr: 'sig-ack', lTs: msgData.lTs, topology: 'peer' });
      case 'sig-presence':
        if (msgData === 'sig-disconnect') return this.#leave(room, session);
        session.presence = msgData;
        return session.authorized && this.#announce(room, session);
      case 'sig-bye':
        return this.#leave(room, session);
      case 'sig-msg':
        return this.#relay(room, session, msgData);
      case 'sig-update-permissions':
        return this.#updatePermissions(room, session, msgData);
      default:
        return undefined; // Logs, meeting events: nothing that anybody else gets to know of.
    }
  }

  #join(link, sessionId, { presence, sigAuthz, mtgSession }) {
    const room = this.#rooms.get(link.roomName);
    if (!room) return link.socket.close();
    const known = room.sessions.get(sessionId);
    clearTimeout(known?.lost);
    const session = known ?? { id: sessionId, link };
    const authorized = Boolean(sigAuthz) || room.privacy === 'public';
    Object.assign(session, { presence, authorized });
    link.session = session;
    const limit = room.properties.max_participants;
    const inCall = [...room.sessions.values()].filter((other) => other.authorized && other !== session);
    if (authorized && limit && inCall.length >= limit) {
      link.session = undefined;
      return sendTo(link, meetingFull());
    }
    room.sessions.set(sessionId, session);
    send(session, {
      msgStr: 'sig-ack',
      topology: 'peer',
      mtgSession: mtgSession && { id: room.meeting },
      presences: authorized ? inCall.map((other) => ({ id: other.id, ...presenceOf(other).msgData })) : [],
      ...(sigAuthz ? { sigAuthz } : {}),
    });
    if (authorized) this.#announce(room, session);
    return undefined;
  }

  #relay(room, session, { tag, fields, envelopeTo }) {
    if (tag.startsWith('authz-requesting-join') && session.link.muffled) return;
    const message = { tag, from: session.id, to: envelopeTo, msgData: fields ?? {} };
    const recipients = envelopeTo === '*' ? [...room.sessions.values()] : [room.sessions.get(envelopeTo)];
    for (const recipient of recipients) {
      if (!recipient || recipient === session) continue;
      if (tag === 'authz-allow-join' || tag === 'authz-reject-join') this.#answer(room, session, recipient, message);
      else send(recipient, message);
    }
  }

  #answer(room, session, guest, message) {
    if (!canAdmit(session.link.permissions)) return;
    if (guest.link.loseAnswer) {
      guest.link.loseAnswer = false;
      return;
    }
    // Without a connection the answer is lost as well: it is a message, and nobody sends it again.
    if (guest.link.cut || guest.link.socket.readyState !== 1 || guest.authorized) return;
    if (message.tag === 'authz-reject-join') {
      send(guest, message);
      return;
    }
    guest.authorized = true;
    send(guest, { ...message, msgData: { ...message.msgData, sigAuthz: `authorized-${guest.id}` } });
    // The others hear of the guest when their page says that it is in the call.
    for (const other of room.sessions.values()) if (other !== guest && other.authorized) send(guest, presenceOf(other));
  }

  #updatePermissions(room, session, updates) {
    if (!canAdmit(session.link.permissions)) return;
    for (const [id, update] of Object.entries(updates)) {
      const target = room.sessions.get(id);
      if (!target) continue;
      Object.assign(target.link.permissions, update);
      send(target, { msgStr: 'sig-ack', topology: 'peer', permissions: target.link.permissions });
      this.#toOthers(room, target, presenceOf(target));
    }
  }

  #announce(room, session) {
    session.announced = true;
    this.#toOthers(room, session, presenceOf(session));
  }

  #toOthers(room, session, message) {
    for (const other of room.sessions.values()) if (other !== session && other.authorized) send(other, message);
  }
}

/** What `Permissions.owner()` of the call machine's shared code does with a token, and what Daily documents for everybody else. */
function permissionsOf(token, behavior) {
  const permissions = { hasPresence: true, canSend: true, canAdmin: token?.is_owner === true, ...token?.permissions };
  if (token?.is_owner && behavior.ownersCanAdmin && !canAdmit(permissions))
    permissions.canAdmin = [...(permissions.canAdmin || []), PARTICIPANTS];
  return permissions;
}

function canAdmit({ canAdmin }) {
  return canAdmin === true || (Array.isArray(canAdmin) && canAdmin.includes(PARTICIPANTS));
}

function readToken(text, roomName) {
  if (!text) return {};
  const [, payload] = /^double\.([\w-]+)$/.exec(text) ?? [];
  if (!payload) return { error: 'invalid-token' };
  const token = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const now = Date.now() / 1000;
  if (token.room_name !== roomName) return { error: 'invalid-token' };
  if (token.nbf > now) return { error: 'nbf-token' };
  if (token.exp < now) return { error: 'exp-token' };
  return { token };
}

/** A token's properties under the short names that the room check has for them. */
function abbreviated(token) {
  const names = {
    ...{ nbf: 'nbf', exp: 'exp', room_name: 'r', user_id: 'ud', user_name: 'u', is_owner: 'o' },
    ...{ eject_at_token_exp: 'ejt', eject_after_elapsed: 'eje', start_video_off: 'vo', start_audio_off: 'ao' },
  };
  const entries = Object.entries(token).filter(([name]) => names[name]);
  return Object.fromEntries(entries.map(([name, value]) => [names[name], value]));
}

function presenceOf({ id, presence, link }) {
  const msgData = { id, ...presence, permissions: link.permissions, owner: link.owner };
  return { msgStr: 'sig-presence', from: id, msgData };
}

function isHanging({ cut }) {
  return cut === 'closed' || cut === 'silent';
}

function meetingFull() {
  return { tag: 'error-meeting', from: 'server', msgData: { error: 'Meeting is full', type: 'meeting-full' } };
}

function send(session, message) {
  if (session) sendTo(session.link, message);
}

function sendTo(link, message) {
  if (link.cut || link.socket?.readyState !== 1) return;
  link.socket.send(JSON.stringify({ ...message, serverTS: Date.now() }));
}
