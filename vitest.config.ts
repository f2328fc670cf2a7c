import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongFirst } from './build/long-first.ts';

/** Folders of test/ with a kind of their own; every other test anywhere is a unit test, so that none falls between. */
const ownKinds = 'test/{contract,sim,checks,e2e}/**';

const exclude = [...configDefaults.exclude, 'dist/**', 'out/**', '.waypost/**'];

/**
 * Unit tests that compute for seconds: each has a process of its own. In one that has loaded two hundred other files before, the
 * compiler of V8 knows too many shapes, and the same work takes two to five times as long. And one that puts something in the place of a
 * module of Node: in a process that loaded what stands on it before, it would be passed by.
 */
const computing = [
  'test/fuzz/**/*.test.ts',
  'test/exchange/**/*.test.ts',
  'shared/protocol/log/merkle.test.ts',
  'shared/sync/segment-journal.test.ts',
  'electron/outbox/sealed-outbox.test.ts',
];

/** Left to itself Vitest leaves one core idle, which of two is half. Kinds that start processes of their own have one worker. */
const everyCore = { maxWorkers: '100%' };

/** Kinds of test, from fast to slow; `npm test` runs them in this order (see build/test.ts). */
export default defineConfig({
  test: {
    exclude,
    allowOnly: false,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          ...everyCore,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.{db,dom}.test.{ts,tsx}', ownKinds, ...computing],
          environment: 'node',
          // Two thirds of the time went into loading the same modules for each file. No test of this kind leaves anything behind
          // in them, in whatever order (checked with --sequence.shuffle); with a DOM that is not so.
          isolate: false,
          // Property tests draw many cases, and a busy machine with two cores is slow.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'computing',
          ...everyCore,
          include: computing,
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'dom',
          ...everyCore,
          include: ['**/*.dom.test.{ts,tsx}'],
          environment: 'jsdom',
          // A realm for each file in few threads, not a process: jsdom is loaded once for each thread, which is half of the work.
          pool: 'vmThreads',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          ...everyCore,
          include: ['**/*.db.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/postgres-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          ...everyCore,
          include: ['test/contract/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/postgres-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sim',
          // The gate has processes of its own; the planted bugs, which have not, run beside it.
          maxWorkers: 2,
          include: ['test/sim/**/*.test.ts'],
          environment: 'node',
          testTimeout: 1_200_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'checks',
          maxWorkers: 1,
          include: ['test/checks/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          setupFiles: ['test/e2e/support/own-display.ts'],
          // They mostly wait for windows and disks: two files at once take two thirds of the time on two cores. No test counts time.
          maxWorkers: 2,
        },
      },
    ],
  },
});
