// A person with a tab open, and everything that daily-js reports there.
import assert from 'node:assert/strict';

/** How fast a knock comes and goes in Daily's call machine, in seconds. */
export const DAILY_TIMING = { knockInterval: 3, knockTimeout: 12, sweepInterval: 2 };

/** How long something may take that is not waited for by the clock. */
const PATIENCE_MS = 60_000;

export class Person {
  /** What daily-js has said so far. @type {object[]} */
  entries = [];
  #listeners = new Set();

  constructor(stage, name) {
    this.stage = stage;
    this.world = stage.world;
    this.name = name;
  }

  /** Opens a tab. @param {string} path @param {{ scripts?: string[] }} [options] scripts to run before anything else */
  async open(path, { scripts } = {}) {
    this.page = await this.world.openPage(path, { record: (entry) => this.#record(entry), scripts });
    return this;
  }

  #record(entry) {
    this.entries.push(entry);
    if (entry.session && entry.session !== 'local') {
      this.sessionId = entry.session;
      this.stage.names.add(entry.session, this.name);
    }
    for (const listener of [...this.#listeners]) listener();
  }

  /** Writes something into the trace that is neither an event nor a promise. */
  note(text) {
    this.entries.push({ kind: 'note', text });
  }

  /** Waits until something has been recorded. @param {(entries: object[]) => unknown} condition @param {string} what */
  waitUntil(condition, what, milliseconds = PATIENCE_MS) {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = condition(this.entries);
        if (!found) return;
        finish();
        resolve(found);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`${this.name} waited in vain for: ${what}. Last: ${JSON.stringify(this.entries.slice(-3))}`));
      }, milliseconds);
      const finish = () => {
        clearTimeout(timer);
        this.#listeners.delete(check);
      };
      this.#listeners.add(check);
      check();
    });
  }

  /** Waits for an event, counted from the beginning or from a mark. */
  sees(name, { count = 1, where = () => true, from = 0, within } = {}) {
    return this.waitUntil(
      (entries) => {
        const found = entries
          .slice(from)
          .filter((entry) => entry.kind === 'event' && entry.name === name && where(entry.event, entry));
        return found.length >= count && found[count - 1];
      },
      `${name}${count > 1 ? ` × ${count}` : ''}`,
      within,
    );
  }

  /** Waits for a promise to settle. */
  settles(method, { count = 1, from = 0, within } = {}) {
    return this.waitUntil(
      (entries) => {
        const found = entries.slice(from).filter((entry) => entry.kind === 'settled' && entry.method === method);
        return found.length >= count && found[count - 1];
      },
      `${method} to settle`,
      within,
    );
  }

  /** Waits until somebody who knocked is in the call: two events, in either order. */
  async seesAdmitted(guest, { count = 1 } = {}) {
    await Promise.all([
      this.sees('participant-joined', { where: ({ participant }) => participant.session_id === guest.sessionId }),
      this.sees('waiting-participant-removed', {
        count,
        where: ({ participant }) => participant.id === guest.sessionId,
      }),
    ]);
  }

  has(name) {
    return this.entries.some((entry) => entry.kind === 'event' && entry.name === name);
  }

  /** Where the entries end now, for `from`. */
  get mark() {
    return this.entries.length;
  }

  // ---- With a call object

  /** Makes a call object. */
  async makeCall(options = {}) {
    await this.page.evaluate(
      async (given) => {
        globalThis.call = globalThis.Daily.createCallObject(given);
      },
      await this.world.callOptions(options),
    );
  }

  /** Calls a method of the call object and waits for it; how it ends is in the trace. */
  async call(method, ...values) {
    await this.page.evaluate(
      async ([name, args]) => {
        try {
          await globalThis.call[name](...args);
        } catch {
          // Recorded.
        }
      },
      [method, values],
    );
  }

  /** Calls a method of the call object without waiting for its promise. */
  async begin(method, ...values) {
    await this.page.evaluate(
      ([name, args]) => {
        try {
          void globalThis.call[name](...args)?.catch?.(() => {});
        } catch {
          // Recorded.
        }
      },
      [method, values],
    );
  }

  /** Knocks, and waits until daily-js reports it: what the person does next comes after it in the trace. */
  async knocks(name = this.name) {
    const from = this.mark;
    await this.begin('requestAccess', { name });
    await this.sees('access-state-updated', { from, where: ({ awaitingAccess }) => awaitingAccess });
  }

  /** Reads something of the call object. */
  read(method, ...values) {
    return this.page.evaluate(([name, args]) => globalThis.call[name](...args), [method, values]);
  }

  /** Closes the tab as a person does: nothing of the page is asked. */
  async closeTab() {
    await this.world.closePage(this.page, this.sessionId);
  }
}

export class Stage {
  /** @type {Person[]} */
  people = [];

  /** @param {{ clock?: 'daily' }} [scenario] `clock`: only with Daily's own times does it say anything */
  constructor(world, names, { clock } = {}) {
    this.world = world;
    this.names = names;
    this.timing = clock === 'daily' ? DAILY_TIMING : world.timing;
    /** How much quicker than Daily's the clock is. */
    this.pace = this.timing.knockTimeout / DAILY_TIMING.knockTimeout;
  }

  async room(options) {
    this.current = await this.world.createRoom({ timing: this.timing, ...options });
    return this.current;
  }

  token(properties = { is_owner: true }) {
    return this.world.createToken(this.current, properties);
  }

  /** Somebody with a page that has daily-js and nothing else. */
  async person(name, { scripts } = {}) {
    const person = new Person(this, name);
    this.people.push(person);
    await person.open('/call', { scripts });
    return person;
  }

  /** An owner's page, with a token and everything filled in. */
  async ownerPage(name, properties = {}, options) {
    const { ElementPerson } = await import('./element-person.mjs');
    const person = new ElementPerson(this, name);
    this.people.push(person);
    const token = properties.token ?? (await this.token());
    return person.openElement('owner', { roomUrl: this.current.url, ...QUIET_ELEMENT, ...properties, token }, options);
  }

  /** An owner's page, joined. */
  async joinedOwnerPage(name, properties, options) {
    const person = await this.ownerPage(name, properties, options);
    await person.press('Join');
    await person.becomes('joined');
    return person;
  }

  /** A guest's page, with the name filled in. */
  async guestPage(name, properties = {}, options) {
    const { ElementPerson } = await import('./element-person.mjs');
    const person = new ElementPerson(this, name);
    this.people.push(person);
    return person.openElement('guest', { roomUrl: this.current.url, ...QUIET_ELEMENT, ...properties }, options);
  }

  /** Somebody who has joined with a token. */
  async owner(name, { token, devices = NO_DEVICES, scripts, properties } = {}) {
    const person = await this.person(name, { scripts });
    await person.makeCall();
    const { url } = this.current;
    await person.call('join', { url, userName: name, token: token ?? (await this.token(properties)), ...devices });
    return person;
  }

  /** Somebody who has joined as a guest, and so is in the lobby of a private room. */
  async guest(name, { devices = NO_DEVICES, scripts, userName = name } = {}) {
    const person = await this.person(name, { scripts });
    await person.makeCall();
    const { url } = this.current;
    await person.call('preAuth', { url, userName });
    await person.call('join', { url, userName, ...devices });
    return person;
  }

  /** A guest who has knocked. */
  async knocker(name, options = {}) {
    const person = await this.guest(name, options);
    await person.knocks(options.userName);
    return person;
  }

  /** An owner in a new room, and a guest whose knock both have heard of. */
  async ownerAndKnocker() {
    const room = await this.room();
    const olga = await this.owner('Olga');
    const gus = await this.knocker('Gus');
    await olga.sees('waiting-participant-added');
    return { room, olga, gus };
  }

  sleep(seconds) {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  /** Waits as long as pages may need to hear of something, when nothing is to come. */
  quiet() {
    return this.sleep(0.8);
  }

  async sessions() {
    const sessions = await this.world.sessionsIn(this.current);
    return sessions.map(({ id, inCall }) => `${this.names.replaceIn(id)} ${inCall ? 'in the call' : 'in the lobby'}`);
  }

  /** Waits until somebody is in the room, in the lobby or in the call. */
  async enters(person) {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
      const sessions = await this.world.sessionsIn(this.current);
      if (sessions.some(({ id }) => id === person.sessionId)) return;
      await this.sleep(0.1);
    }
    throw new Error(`${person.name} has not come into the room.`);
  }

  check(condition, what) {
    assert.ok(condition, what);
  }

  /** Closes all tabs and forgets what was said in them. */
  async startAgain() {
    await this.close();
    this.people = [];
    this.names.clear();
  }

  async close() {
    await Promise.all(this.people.map(({ page }) => page && this.world.closePage(page).catch(() => {})));
  }
}

/** No sounds and no titles, which are no matter here. */
const QUIET_ELEMENT = { alerts: 'none' };

/** Camera and microphone off: a session of its own kind, and much quicker with many pages. */
export const NO_DEVICES = { startVideoOff: true, startAudioOff: true };
