import fc from 'fast-check';
import type { Step } from './commands.js';

/** The environment variables `CHAOS_SEED`, `CHAOS_RUNS` and `CHAOS_MINUTES`. */
export interface Settings {
  readonly seed: number | undefined;
  readonly runs: number | undefined;
  readonly minutes: number | undefined;
}

export async function readSettings(): Promise<Settings> {
  const response = await fetch('/chaos-settings.json');
  return (await response.json()) as Settings;
}

/** Runs the commands and returns their number. Throws at the first problem. */
export type Run = (steps: Iterable<Step>) => Promise<number>;

export interface Plan {
  readonly name: string;
  readonly steps: fc.Arbitrary<Iterable<Step>>;
  readonly run: Run;
  readonly settings: Settings;
  /** The minimum number of runs with at least {@link LONG_RUN_STEPS} steps. */
  readonly longRuns: number;
  /** The minimum duration. */
  readonly seconds: number;
  /** The number of runs with the same seed. */
  readonly batch: number;
}

export const LONG_RUN_STEPS = 40;

/** Runs until there are enough runs and the time is over. Prints a summary with the seed. */
export async function runChaos(plan: Plan): Promise<void> {
  const { settings } = plan;
  const seed = settings.seed ?? Date.now() % 2 ** 31;
  const started = performance.now();
  const isTimeOver = (): boolean => performance.now() - started > plan.seconds * 1000;
  const done = { runs: 0, long: 0, steps: 0 };
  const isDone = (): boolean =>
    settings.runs === undefined ? done.long >= plan.longRuns && isTimeOver() : done.runs >= settings.runs;
  for (let batch = 0; !isDone(); batch += 1) {
    const result = await fc.check(
      fc.asyncProperty(plan.steps, async (steps) => {
        const count = await plan.run(steps);
        done.runs += 1;
        done.steps += count;
        if (count >= LONG_RUN_STEPS) done.long += 1;
      }),
      // Limits the shrinking of a failure.
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
    `Chaos, ${plan.name}: seed ${seed}, ${done.runs} runs (${done.long} of ${LONG_RUN_STEPS} steps and more), ${done.steps} steps, ${seconds} s.`,
  );
}
