import type { DailyParticipant } from '@daily-co/daily-js';
import type { CallSnapshot } from './call-state.js';
import type { CallStore } from './call-store.js';
import type { Clock } from './clock.js';
import { DailyKnockError } from './errors.js';
import { splitNote } from './note.js';
import { isMicrophoneOff, mayEject } from './selectors.js';

/** The result of muting or ejecting a person. */
export interface ActionResult {
  id: string;
  name: string;
  /**
   * `done`: their microphone is off, or they have left. `gone`: they were not in the call, or left by themselves. `vetoed`: a listener of
   * `daily-before-eject` called `preventDefault()`.
   */
  outcome: 'done' | 'gone' | 'vetoed' | 'failed';
  /** With `failed` only. */
  error?: DailyKnockError;
}

type Action = 'mute' | 'eject';

/** What has become of an action. */
type Effect = 'done' | 'gone' | DailyKnockError;

/** What is sent to Daily. */
const UPDATES = { mute: { setAudio: false }, eject: { eject: true } } as const;

/** Why an action has failed at the timeout. */
const STILL = { mute: 'Their microphone is still on.', eject: 'They are still in the call.' } as const;

/** What the actions need of their session. */
export interface ActionsEnv {
  readonly clock: Clock;
  /** The store of the current call. */
  store(): CallStore;
  /** Seconds after which an action without a visible effect fails. */
  timeout(): number;
}

/** Mutes and ejects other participants. Daily confirms neither, so an outcome is what this page sees of the participant. */
export class ParticipantActions {
  readonly #env: ActionsEnv;
  readonly #pending = new Map<string, Promise<ActionResult>>();

  constructor(env: ActionsEnv) {
    this.#env = env;
  }

  /** Switches a person's microphone off. Never rejects. */
  mute(id: string): Promise<ActionResult> {
    return this.#once('mute', id);
  }

  /** Ends a person's part in the call. Never rejects. */
  eject(id: string): Promise<ActionResult> {
    return this.#once('eject', id);
  }

  /** A second call during the first gets the first one's promise. */
  #once(action: Action, id: string): Promise<ActionResult> {
    const key = `${action} ${id}`;
    const pending = this.#pending.get(key);
    if (pending) return pending;
    let settle!: (result: Promise<ActionResult>) => void;
    const promise = new Promise<ActionResult>((done) => (settle = done));
    // Set first, so that a listener that acts again gets this promise.
    this.#pending.set(key, promise);
    settle(this.#run(action, id).finally(() => this.#pending.delete(key)));
    return promise;
  }

  async #run(action: Action, id: string): Promise<ActionResult> {
    const store = this.#env.store();
    // A note is part of the name until the guest's page has taken it off.
    const { name } = splitNote(otherParticipant(store.snapshot, id)?.user_name ?? '');
    if (!isHere(store, id)) return { id, name, outcome: 'gone' };
    const isAllowed = mayAct(store.snapshot, action, id);
    if (isAllowed && action === 'eject' && !store.report('daily-before-eject', { id, name }))
      return { id, name, outcome: 'vetoed' };
    const end: Effect = isAllowed ? await this.#effect(store, action, id) : notAdmin(action);
    if (end instanceof DailyKnockError) {
      if (end.code !== 'aborted') store.report('daily-error', { error: end });
      return { id, name, outcome: 'failed', error: end };
    }
    if (end === 'done' && action === 'eject') store.report('daily-ejected', { role: 'owner', id, name });
    return { id, name, outcome: end };
  }

  /** Sends an update once the connection works, and resolves when its effect is visible. */
  #effect(store: CallStore, action: Action, id: string): Promise<Effect> {
    const { clock, timeout } = this.#env;
    return new Promise((resolve) => {
      let isSent = false;
      let unsubscribe = (): void => {};
      const end = (result: Effect): void => {
        unsubscribe();
        cancel();
        resolve(result);
      };
      const check = (): void => {
        const { snapshot } = store;
        const person = otherParticipant(snapshot, id);
        if (!store.inCall) return end(new DailyKnockError('aborted'));
        if (!person) return end(isSent && action === 'eject' ? 'done' : 'gone');
        if (isSent || snapshot.isListStale) {
          if (isSent && action === 'mute' && isMicrophoneOff(person)) end('done');
          return;
        }
        isSent = true;
        try {
          store.port?.updateParticipant?.(id, UPDATES[action]);
        } catch (cause) {
          return end(new DailyKnockError('decision-failed', { cause }));
        }
        // It was off already, and stays so.
        check();
      };
      const cancel = clock.after(timeout() * 1000, () => {
        const isAllowed = mayAct(store.snapshot, action, id);
        const cause = isSent ? STILL[action] : 'It could not be sent.';
        end(isAllowed ? new DailyKnockError('decision-failed', { cause }) : notAdmin(action));
      });
      unsubscribe = store.subscribe(check);
      check();
    });
  }
}

/** Another participant than the local one. */
function otherParticipant({ participants }: CallSnapshot, id: string): DailyParticipant | undefined {
  // The id comes from the page: "toString" is nobody.
  return Object.hasOwn(participants, id) && !participants[id]?.local ? participants[id] : undefined;
}

function isHere(store: CallStore, id: string): boolean {
  return store.inCall && otherParticipant(store.snapshot, id) !== undefined;
}

function mayAct(snapshot: CallSnapshot, action: Action, id: string): boolean {
  return action === 'eject' ? mayEject(snapshot, id) : snapshot.canAdmin;
}

function notAdmin(action: Action): DailyKnockError {
  const what = action === 'eject' ? 'removing this person' : 'muting others';
  return new DailyKnockError('not-admin', { message: `This token does not allow ${what}.` });
}
