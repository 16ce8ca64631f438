import fc from 'fast-check';

/** How Daily and the network treat what one command brings about. All false and no lags: at once and in order. */
export interface Weather {
  /** Milliseconds that each further message takes; those after the last one arrive at once. Below every documented grace. */
  readonly lags: readonly number[];
  /** Where Daily says a thing twice, by a promise and by an event: which of them come, and which first. */
  readonly telling: 'event-first' | 'promise-first' | 'event-only' | 'promise-only';
  /** How somebody who comes hears of those who wait already. */
  readonly waiting: 'silent' | 'replayed' | 'late';
  /** Requests get no answer, ever. */
  readonly silence: boolean;
  /** Requests are refused. */
  readonly refusal: boolean;
  /** The call machine does not answer `leave()`. */
  readonly leaveHangs: boolean;
  /** Events about people come twice. */
  readonly twice: boolean;
  /** daily-js makes no call object. */
  readonly loadFails: boolean;
}

export const CALM: Weather = {
  lags: [],
  telling: 'event-first',
  waiting: 'silent',
  silence: false,
  refusal: false,
  leaveHangs: false,
  twice: false,
  loadFails: false,
};

const rarely = (weight = 14) =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

/** Mostly fair; every single trouble now and then. */
export const weathers: fc.Arbitrary<Weather> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(CALM) },
  {
    weight: 3,
    arbitrary: fc.record({
      lags: fc.array(fc.constantFrom(0, 1, 40, 150, 400, 900), { maxLength: 6 }),
      telling: fc.constantFrom<Weather['telling'][]>('event-first', 'promise-first', 'event-only', 'promise-only'),
      waiting: fc.constantFrom<Weather['waiting'][]>('silent', 'replayed', 'late'),
      silence: rarely(),
      refusal: rarely(),
      leaveHangs: rarely(),
      twice: rarely(3),
      loadFails: rarely(20),
    }),
  },
);

/** What is not as usual, in short. */
export function describeWeather(weather: Weather): string {
  const special = Object.entries(weather).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(CALM[key as keyof Weather]),
  );
  const words = special.map(([key, value]) => (value === true ? key : `${key} ${JSON.stringify(value)}`));
  return words.length ? ` while ${words.join(', ')}` : '';
}
