import fc from 'fast-check';

/** How Daily and the network handle the messages of one command. */
export interface NetworkConditions {
  /** The delay of each message, in milliseconds; later ones arrive at once. Shorter than all documented grace periods. */
  readonly delays: readonly number[];
  /** Where Daily has both a promise and an event: which of them arrive, and which first. */
  readonly signals: 'event-first' | 'promise-first' | 'event-only' | 'promise-only';
  /** How a joining owner gets the waiting list. */
  readonly initialList: 'silent' | 'replayed' | 'late';
  /** Requests are never answered. */
  readonly noAnswers: boolean;
  /** Requests are refused. */
  readonly refusals: boolean;
  /** The call machine does not answer `leave()`. */
  readonly leaveHangs: boolean;
  /** Events about people arrive twice. */
  readonly duplicates: boolean;
  /** daily-js creates no call object. */
  readonly loadFails: boolean;
}

/** Everything arrives at once and in order. */
export const NORMAL: NetworkConditions = {
  delays: [],
  signals: 'event-first',
  initialList: 'silent',
  noAnswers: false,
  refusals: false,
  leaveHangs: false,
  duplicates: false,
  loadFails: false,
};

const rarely = (weight = 14) =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

/** Mostly normal, with each deviation now and then. */
export const anyConditions: fc.Arbitrary<NetworkConditions> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(NORMAL) },
  {
    weight: 3,
    arbitrary: fc.record({
      delays: fc.array(fc.constantFrom(0, 1, 40, 150, 400, 900), { maxLength: 6 }),
      signals: fc.constantFrom<NetworkConditions['signals'][]>(
        'event-first',
        'promise-first',
        'event-only',
        'promise-only',
      ),
      initialList: fc.constantFrom<NetworkConditions['initialList'][]>('silent', 'replayed', 'late'),
      noAnswers: rarely(),
      refusals: rarely(),
      leaveHangs: rarely(),
      duplicates: rarely(3),
      loadFails: rarely(20),
    }),
  },
);

/** Lists the deviations from {@link NORMAL}. */
export function describeConditions(conditions: NetworkConditions): string {
  const special = Object.entries(conditions).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(NORMAL[key as keyof NetworkConditions]),
  );
  const words = special.map(([key, value]) => (value === true ? key : `${key} ${JSON.stringify(value)}`));
  return words.length ? ` while ${words.join(', ')}` : '';
}
