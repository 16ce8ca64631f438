// Serves the environment variables of the chaos tests to their page.

/** @returns {import('@web/test-runner').TestRunnerPlugin} */
export function chaosSettings({ CHAOS_SEED, CHAOS_RUNS, CHAOS_MINUTES } = process.env) {
  const number = (text) => (text ? Number(text) : undefined);
  const body = JSON.stringify({
    seed: number(CHAOS_SEED),
    runs: number(CHAOS_RUNS),
    minutes: number(CHAOS_MINUTES),
  });
  return {
    name: 'chaos-settings',
    serve: ({ path }) => (path === '/chaos-settings.json' ? { body, type: 'json' } : undefined),
  };
}
