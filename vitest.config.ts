import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/temporal-server.ts'],
    // The workers' native bridge and lmdb want processes, not threads.
    pool: 'forks',
    // Tests mostly wait for timers and other processes, so two share two cores well.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A state comes when it comes: on loaded cores later than the second that is vitest's default.
    expect: { poll: { timeout: 15_000 } },
  },
});
