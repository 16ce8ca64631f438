// What daily-js says to a page, as text that can be compared: one line for each event, each call of a method and each promise that
// settles, in order, for each person. Ids become names; times become words.

/** Events that say nothing about knocking, or that come as often as the machine is busy. */
const NOISE = [
  ...['active-speaker-change', 'active-speaker-mode-change', 'available-devices-updated', 'cpu-load-change'],
  ...['daily-iframe-error', 'lang-updated', 'local-audio-level', 'meeting-session-data-error'],
  ...['meeting-session-state-updated', 'meeting-session-summary-updated', 'meeting-session-updated'],
  ...['network-quality-change', 'participant-counts-updated', 'participant-updated', 'receive-settings-updated'],
  ...['remote-participants-audio-level', 'selected-devices-updated', 'send-settings-updated', 'track-started'],
  ...['track-stopped', 'input-settings-updated', 'local-screen-share-started'],
];

/**
 * Runs in a page before anything else: the page's `Daily` is the real one, with a recorder around what it makes.
 * `globalThis.recordDaily` is a function of the test.
 */
export function recorder(noise) {
  const METHODS = [
    ...[
      'preAuth',
      'join',
      'requestAccess',
      'updateWaitingParticipant',
      'updateWaitingParticipants',
      'leave',
      'destroy',
    ],
    ...['setInputDevicesAsync', 'setLocalVideo', 'setLocalAudio', 'setUserName', 'startCamera', 'updateParticipant'],
  ];
  // The function of the test may come into the page a moment later than the page's own scripts: nothing of the page fails for that.
  const waiting = [];
  const send = () => {
    while (waiting.length && typeof globalThis.recordDaily === 'function') void globalThis.recordDaily(waiting.shift());
    if (waiting.length) setTimeout(send, 20);
  };
  const record = (entry) => {
    waiting.push(entry);
    if (waiting.length === 1) send();
  };
  let daily;
  Object.defineProperty(globalThis, 'Daily', {
    configurable: true,
    get: () => daily,
    set: (value) => (daily = wrapped(value)),
  });

  function wrapped(Daily) {
    return new Proxy(Daily, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (name !== 'createCallObject') return member;
        return (...options) => recorded(member.apply(target, options));
      },
    });
  }

  function recorded(call) {
    globalThis.lastCall = call;
    for (const name of globalThis.Daily.events?.() ?? EVENTS)
      if (!noise.includes(name)) call.on(name, (event) => record({ kind: 'event', name, ...seen(call, event) }));
    for (const method of METHODS) {
      const original = call[method].bind(call);
      call[method] = (...values) => {
        record({ kind: 'call', method, values: values.map(plain), session: sessionOf(call) });
        let result;
        try {
          result = original(...values);
        } catch (error) {
          record({ kind: 'settled', method, error: plain(error) });
          throw error;
        }
        // The page gets the promise of daily-js itself: a rejection that it does not handle stays one.
        if (typeof result?.then === 'function')
          result.then(
            (value) => record({ kind: 'settled', method, value: plain(value), session: sessionOf(call) }),
            (error) => record({ kind: 'settled', method, error: plain(error) ?? null }),
          );
        return result;
      };
    }
    return call;
  }

  function sessionOf(call) {
    try {
      return call.participants().local?.session_id;
    } catch {
      return undefined;
    }
  }

  function seen(call, event) {
    let access, waiting, present;
    try {
      access = call.accessState();
      waiting = Object.values(call.waitingParticipants()).map(({ id, name }) => ({ id, name }));
      present = Object.values(call.participants()).map(({ session_id, user_name }) => ({ session_id, user_name }));
    } catch {
      // A call object that has been destroyed tells nothing any more.
    }
    return { event: plain(event), access: plain(access), waiting, present, session: sessionOf(call) };
  }

  function plain(value, depth = 0) {
    if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'number') return value;
    if (typeof value === 'string') return value.isWellFormed() ? value : `${value.toWellFormed()} (not well-formed)`;
    if (value instanceof MediaStreamTrack) return `<${value.kind} track>`;
    if (value instanceof Date) return { date: value.getTime() };
    if (value instanceof Error) return { name: value.name, message: value.message };
    if (typeof value !== 'object' || depth > 4) return `<${typeof value}>`;
    if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, depth + 1)]));
  }

  // Of daily-js's index.d.ts, those that can come in a call object of this kind.
  const EVENTS = [
    ...['loading', 'load-attempt-failed', 'loaded', 'started-camera', 'camera-error', 'joining-meeting'],
    ...['joined-meeting', 'left-meeting', 'call-instance-destroyed', 'error', 'nonfatal-error', 'access-state-updated'],
    ...['waiting-participant-added', 'waiting-participant-updated', 'waiting-participant-removed'],
    ...['participant-joined', 'participant-left', 'network-connection'],
  ];
}

/** The recorder, for `addInitScript`. */
export const RECORDER = `(${recorder})(${JSON.stringify(NOISE)});`;

/** Names for ids, in the order in which they are met. */
export class Names {
  #byId = new Map();

  /** From now on an id is read as a name: the first one as it is, the next as "Name (2)". */
  add(id, name) {
    if (!id || this.#byId.has(id)) return;
    const count = [...this.#byId.values()].filter((each) => each === name || each.startsWith(`${name} (`)).length;
    this.#byId.set(id, count ? `${name} (${count + 1})` : name);
  }

  clear() {
    this.#byId.clear();
  }

  replaceIn(text) {
    let result = text;
    for (const [id, name] of this.#byId) result = result.replaceAll(id, name);
    return result;
  }
}

/**
 * A person's lines.
 * @param {object[]} entries as the recorder sends them
 * @param {Names} names
 * @param {object} [options]
 * @param {string} [options.racing] an event that comes for several people in any order: its lines are sorted where they follow one
 * another, and lose what they say of the others
 * @param {boolean} [options.cuts] whether the scenario cuts connections
 * @returns {string[]}
 */
export function linesOf(entries, names, { racing, cuts } = {}) {
  const lines = settleRaces(entries.map(lineOf).filter(Boolean)).map((line) => shortened(names.replaceIn(line)));
  const steady = cuts ? lines : withoutStalls(lines);
  return racing ? sortRuns(steady, racing) : steady;
}

/**
 * On a machine with too much to do, the call machine may hear nothing for 10 s, and then connects anew. That says nothing about a
 * scenario in which nobody is cut off.
 */
function withoutStalls(lines) {
  const [interrupted, connected] = ['interrupted', 'connected'].map(
    (event) => `network-connection: signaling ${event}`,
  );
  return lines.filter(
    (line, index) =>
      !(line === interrupted && lines[index + 1] === connected) &&
      !(line === connected && lines[index - 1] === interrupted),
  );
}

function sortRuns(lines, racing) {
  const result = [];
  let run = [];
  for (const line of [...lines, '']) {
    if (line.startsWith(`${racing}:`)) run.push(line.replace(/;.*/, ''));
    else {
      result.push(...run.sort(), line);
      run = [];
    }
  }
  return result.slice(0, -1);
}

/** The id of a device is another one in each run, and a name may be one letter many times over. */
function shortened(line) {
  return line
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<device id>')
    .replaceAll(/(\w)\1{39,}/g, (run, letter) => `<${letter} × ${run.length}>`);
}

function lineOf(entry) {
  if (entry.kind === 'note') return `= ${entry.text}`;
  if (entry.kind === 'call') return `> ${entry.method}(${entry.values.map(shown).join(', ')})`;
  if (entry.kind === 'settled')
    return 'error' in entry
      ? `< ${entry.method}: rejects ${failure(entry.error)}`
      : `< ${entry.method}: ${entry.value === undefined ? 'resolves' : (settled[entry.method]?.(entry.value) ?? 'resolves')}`;
  const text = events[entry.name]?.(entry.event, entry);
  if (text === false) return undefined;
  return text ? `${entry.name}: ${text}` : entry.name;
}

const settled = {
  preAuth: ({ access } = {}) => `access ${level(access)}`,
  requestAccess: ({ access, granted } = {}) => `granted ${granted}, access ${level(access)}`,
  updateWaitingParticipant: (value) => `resolves ${shown(value)}`,
  updateWaitingParticipants: (value) => `resolves ${shown(value)}`,
  setInputDevicesAsync: () => 'resolves',
};

const events = {
  'access-state-updated': ({ access, awaitingAccess }) => accessText({ access, awaitingAccess }),
  'joined-meeting': ({ participants }, { access, waiting, present }) =>
    [
      `as ${participants.local.user_name}${participants.local.owner ? ', owner' : ''}`,
      `will_eject_at ${ejectTime(participants.local.will_eject_at)}`,
      `joined_at ${participants.local.joined_at ? 'set' : 'not set'}`,
      `accessState() ${accessText(access)}`,
      `participants() ${list(present.map(({ user_name }) => user_name))}`,
      `waitingParticipants() ${list(waiting.map(({ name }) => name))}`,
    ].join('; '),
  'participant-joined': ({ participant }) => who(participant),
  'participant-left': ({ participant, reason }) => `${who(participant)}${reason ? `, reason ${reason}` : ''}`,
  'waiting-participant-added': waitingText,
  'waiting-participant-updated': waitingText,
  'waiting-participant-removed': waitingText,
  error: ({ errorMsg, error }, { access, present }) =>
    `${error?.type ?? 'no type'} "${errorMsg}"; accessState() ${accessText(access)}; participants() ${list(present?.map(({ user_name }) => user_name))}`,
  'camera-error': ({ error }) => `${error?.type}`,
  'nonfatal-error': ({ type }) => `${type}`,
  // Another person's peer connection is no news of this page's own connection, and comes as the network pleases.
  'network-connection': ({ type, event }) => type === 'signaling' && `${type} ${event}`,
};

function waitingText({ participant }, { waiting }) {
  const awaiting = participant.awaitingAccess ? `, awaiting ${level(participant.awaitingAccess)}` : '';
  return `${participant.name} (${participant.id})${awaiting}; waitingParticipants() ${list(waiting?.map(({ name }) => name))}`;
}

function who({ user_name, session_id, owner }) {
  return `${user_name} (${session_id})${owner ? ', owner' : ''}`;
}

function accessText(state) {
  if (!state) return 'not there';
  const { access, awaitingAccess } = state;
  return `${level(access)}${awaitingAccess ? `, awaiting ${level(awaitingAccess)}` : ''}`;
}

function level(access) {
  return typeof access === 'string' ? `'${access}'` : (access?.level ?? String(access));
}

function list(names) {
  return names ? `[${names.join(', ')}]` : 'not there';
}

/** In the past, or nothing: the person stays as long as they like. */
function ejectTime(value) {
  if (!value?.date) return 'not set';
  return value.date > Date.now() - 3_600_000 ? 'set' : 'not set';
}

function failure(error) {
  if (error === null) return 'undefined'; // Daily rejects with it, and JSON has no other word.
  if (typeof error === 'string') return `"${error}"`;
  if (error.message) return `${error.name ?? 'object'} "${error.message}"`;
  // The event `error`, with ids of the call object.
  if (error.errorMsg) return `{ errorMsg: "${error.errorMsg}", error: { type: ${error.error?.type} } }`;
  return shown(error);
}

function shown(value) {
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  const entries = Object.entries(value).map(([key, each]) => {
    if (key === 'token' || key === 'url') return `${key}: <${key}>`;
    return `${/^[\w$]+$/.test(key) ? key : `"${key}"`}: ${shown(each)}`;
  });
  return entries.length ? `{ ${entries.join(', ')} }` : '{}';
}

/**
 * Two of an owner's events come in either order by a few milliseconds, since two messages of the guest's and the server's cross:
 * that somebody waits no longer, and that they are in the call. They are put in the order in which they come nearly always.
 */
function settleRaces(lines) {
  const result = [...lines];
  for (let index = 1; index < result.length; index += 1) {
    const isRemoval = result[index].startsWith('waiting-participant-removed');
    if (isRemoval && result[index - 1].startsWith('participant-joined'))
      result.splice(index - 1, 2, result[index], result[index - 1]);
  }
  return result;
}
