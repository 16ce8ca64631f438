import fc from 'fast-check';
import type { Step } from './commands.js';

/** What the command line says: `CHAOS_SEED`, `CHAOS_RUNS`, `CHAOS_MINUTES`. */
export interface Settings {
  readonly seed: number | undefined;
  readonly runs: number | undefined;
  readonly minutes: number | undefined;
}

export async function readSettings(): Promise<Settings> {
  const response = await fetch('/chaos-settings.json');
  return (await response.json()) as Settings;
}

/** Does the commands and returns how many there were; throws at the first thing that is wrong. */
export type Run = (steps: Iterable<Step>) => Promise<number>;

export interface Plan {
  readonly name: string;
  readonly steps: fc.Arbitrary<Iterable<Step>>;
  readonly run: Run;
  readonly settings: Settings;
  /** How many runs of {@link LONG} steps and more there must be. */
  readonly longRuns: number;
  /** How long to go on, in seconds, once there are so many. */
  readonly seconds: number;
  /** How many runs begin with the same seed. */
  readonly batch: number;
}

/** What counts as a long run. */
export const LONG = 40;

/** Runs until there are enough runs and the time is over; prints the seed first, and at the end what was done. */
export async function unleash(plan: Plan): Promise<void> {
  const { settings } = plan;
  const seed = settings.seed ?? Date.now() % 2 ** 31;
  const started = performance.now();
  const isLate = (): boolean => performance.now() - started > plan.seconds * 1000;
  const done = { runs: 0, long: 0, steps: 0 };
  const enough = (): boolean =>
    settings.runs === undefined ? done.long >= plan.longRuns && isLate() : done.runs >= settings.runs;
  for (let batch = 0; !enough(); batch += 1) {
    const result = await fc.check(
      fc.asyncProperty(plan.steps, async (steps) => {
        const count = await plan.run(steps);
        done.runs += 1;
        done.steps += count;
        if (count >= LONG) done.long += 1;
      }),
      // A failure is simplified for no longer than that.
      {
        interruptAfterTimeLimit: 60_000,
        seed: seed + batch,
        numRuns: Math.min(plan.batch, settings.runs ?? plan.batch),
      },
    );
    if (result.failed) {
      const [found] = result.counterexample ?? [];
      const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
      throw new Error(
        `CHAOS_SEED=${result.seed} CHAOS_RUNS=${result.numRuns} (${plan.name}, after ${result.numShrinks} simplifications)\n` +
          `Steps:\n${[...(found ?? [])].map((step) => `  ${String(step)}`).join('\n')}\nFound: ${why}`,
      );
    }
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.warn(
    `Chaos, ${plan.name}: seed ${seed}, ${done.runs} runs (${done.long} of ${LONG} steps and more), ${done.steps} steps, ${seconds} s.`,
  );
}
