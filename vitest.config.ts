import { defineConfig } from 'vitest/config';

/** What only declares and simulates: no worker, no process of its own. */
const plain = ['config', 'materials', 'preflight', 'simulator', 'surface', 'wechat'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    globalSetup: ['test/setup/temporal-server.ts'],
    // The workers' native bridge and lmdb want processes, not threads.
    pool: 'forks',
    // Tests mostly wait for timers and other processes: with three of them two cores were idle for a quarter of the time.
    maxWorkers: 4,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A state comes when it comes: on loaded cores later than the second that is vitest's default.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      // These files share their modules: loading all declarations anew for each took longer than the tests.
      { extends: true, test: { name: 'plain', include: plain, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: plain } },
    ],
  },
});
