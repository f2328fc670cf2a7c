import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { Laptop } from '../e2e/support/laptop.ts';
import type { PageEngine } from '../e2e/support/page-engine.ts';
import type { Figure, Row } from './figure.ts';
import { stepsOfSaves } from './saved-steps.ts';
import { median, p95 } from './statistics.ts';

/** Saves of one run: enough for a 95th percentile, few enough for a slow disk. */
const saves = 100;
/** Between two saves of a person, in milliseconds: the screens have caught up with one change before the next is made. */
const breathMs = 100;

interface Opened {
  readonly laptop: Laptop;
  readonly engine: PageEngine;
}

/**
 * One field set by a person: from the page through the engine's worker, the journal's fsync in main and the strict
 * transaction of IndexedDB, until the page hears that it is saved. Baseline: a bare append and fsync on the same disk.
 * Once as people save, and once one after the other without a breath, as a program would.
 */
export const saved: Figure = {
  name: 'saved p95',
  async measure(context): Promise<readonly Row[]> {
    const filled = await context.laptop();
    const opened = await filled.open();
    const { laptop, engine } = opened;
    const calm: number[] = [];
    const burst: number[] = [];
    const raw: number[] = [];
    try {
      await saveEach(opened, await draftsFor(engine, 'warm'), 0); // the first ones load code
      for (let i = 0; i < context.runs; i += 1) {
        context.say(`Saving, ${i + 1} of ${context.runs} ...`);
        await engine.call('sync'); // the last run's changes have left before this one
        raw.push(p95(rawFsyncs(filled.folder)));
        const times = await saveEach(opened, await draftsFor(engine, `run ${i}`), breathMs);
        calm.push(p95(times));
        burst.push(p95(await saveEach(opened, await draftsFor(engine, `burst ${i}`), 0)));
        context.say(`  median ${median(times).toFixed(1)} ms`);
      }
      context.say(await stepsOfSaves(laptop, authorOf(engine), await draftsFor(engine, 'step by step'), breathMs));
      await engine.call('sync');
    } finally {
      await laptop.close();
    }
    const beside = 'raw fsync p95, the same disk';
    const common = { unit: 'ms', baseline: median(raw), beside } as const;
    return [
      { ...common, name: 'saved p95', value: median(calm), goal: 20 },
      { ...common, name: 'saved back to back p95', value: median(burst), goal: null },
    ];
  },
};

/** One change each for so many playbooks, as a screen makes it. */
export async function draftsFor(engine: PageEngine, text: string): Promise<OperationDraft[][]> {
  const entries = await engine.call('list', { type: 'playbook' });
  const states = await engine.call(
    'open',
    entries.slice(0, saves).map(({ id }) => id),
  );
  return states.map((state) => {
    const drafts = setFields(playbook, state, { region: `Varenia, ${text} ${Math.random()}` });
    if (!drafts.ok) throw new Error(drafts.failure.kind);
    return drafts.value;
  });
}

function authorOf({ identity }: PageEngine): string {
  return identity.grants.find(({ roles }) => roles.includes('coordinator'))?.person ?? '';
}

/** Milliseconds of each save, measured in the page: the way there through Playwright does not count. */
export async function saveEach(
  { laptop, engine }: Opened,
  changes: readonly OperationDraft[][],
  breath: number,
): Promise<number[]> {
  const found = await laptop.page.evaluate(
    async ([author, each, wait]) => {
      const { testEngine } = globalThis as never as {
        testEngine: { apply(author: unknown, drafts: unknown): Promise<{ ok: boolean }> };
      };
      const times: number[] = [];
      for (const drafts of each) {
        if (wait > 0) await new Promise((done) => setTimeout(done, wait));
        const start = performance.now();
        const { ok } = await testEngine.apply(author, drafts);
        times.push(ok ? performance.now() - start : Number.NaN);
      }
      return times;
    },
    // As plain data: Playwright's types would unfold every draft.
    [authorOf(engine), changes, breath] as readonly unknown[] as readonly [unknown, readonly unknown[], number],
  );
  if (found.some(Number.isNaN)) throw new Error('A change was not saved');
  return found;
}

/** As many bytes as a small operation has in the journal. */
const frame = Buffer.alloc(400, 7);

function rawFsyncs(folder: string): number[] {
  const file = openSync(join(folder, 'raw-fsync'), 'a');
  try {
    return Array.from({ length: saves }, () => {
      const start = performance.now();
      writeSync(file, frame);
      fsyncSync(file);
      return performance.now() - start;
    });
  } finally {
    closeSync(file);
  }
}
