/**
 * A first pull, nothing new, one change, a thousand changes of fields and a thousand edits of every kind, in one session of each contestant: the rows of requests
 * and bytes, and the pull beside one fetch and raw rows of IndexedDB.
 */
import type { Row } from '../figure.ts';
import { p95 } from '../statistics.ts';
import { type Contestant, peer, plainWaypost, waypost, withPage } from './contestants.ts';
import { exchange } from './exchange.ts';
import { Measured, plainly, plainName, pullOf, type RowKind, waypostName } from './measured.ts';
import { answersIn, changesIn, heldAfter, makeEdits } from './mixed.ts';
import type { BenchRecord } from './peer.ts';
import { makeChanges, makeRecords } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const kinds = {
  perChange: { name: 'bytes per change', unit: 'bytes', goal: 20 },
  perAction: { name: 'bytes per action', unit: 'bytes', goal: null },
  perSet: { name: 'bytes per change, sets alone', unit: 'bytes', goal: 20 },
  requestsNothing: { name: 'requests nothing new', unit: 'requests', goal: 1 },
  requestsOne: { name: 'requests one change', unit: 'requests', goal: 1 },
  bytesNothing: { name: 'bytes nothing new', unit: 'bytes', goal: 400 },
  bootstrap: { name: 'bootstrap bytes per record', unit: 'bytes', goal: 45 },
} as const satisfies Record<string, RowKind>;
const pullName = 'pull ratio';
/** Of peers, in a page. Waypost's own is measured in the app, with its journal's fsync (saved.ts). */
const savedName = 'saved p95';

export const exchanges: SyncFigure = {
  names: [...Object.values(kinds).map(({ name }) => name), pullName, plainly(pullName)],
  ofPeers: [savedName],
  async measure(context) {
    const measured = new Measured();
    const all = context.peers.map((choice) => ({ choice, contestant: peer(context, choice) }));
    for (let run = 1; run <= context.runs; run += 1) {
      for (const { choice, contestant } of all) {
        await measureOne(context, contestant, Math.min(choice.most, context.sizes.records), { run, measured });
      }
      await measureOne(context, waypost(context), context.sizes.records, { run, measured });
      await measureOne(context, plainWaypost(context), context.sizes.records, { run, measured });
    }
    return rowsOf(measured, context);
  },
};

async function measureOne(
  context: SyncContext,
  contestant: Contestant,
  count: number,
  { run, measured }: { readonly run: number; readonly measured: Measured },
): Promise<void> {
  const { name } = contestant;
  context.say(`${name}: ${count} records, ${run} of ${context.runs} ...`);
  const records = makeRecords(count);
  await withPage(context, contestant, records, async (page) => {
    const first = await exchange(page, count);
    if ((await page.session.count()) !== count) throw new Error(`Not ${count} records came`);
    measured.add(pullOf(count), name, first.ms);
    if (name === plainName) return; // what else passes is the same
    measured.add(kinds.bootstrap.name, name, first.traffic.down / count);
    await exchange(page, count); // what follows a first pull once is no steady state
    const nothing = await exchange(page, count);
    measured.add(kinds.requestsNothing.name, name, nothing.traffic.requests);
    measured.add(kinds.bytesNothing.name, name, nothing.traffic.up + nothing.traffic.down);
    const [change, ...changes] = makeChanges(records, context.sizes.changes + 1, run);
    if (change === undefined) return;
    await page.session.edit([change]);
    const one = await exchange(page, count, [change]);
    measured.add(kinds.requestsOne.name, name, one.traffic.requests);
    measured.add(savedName, name, p95(await page.session.edit(changes)));
    const many = await exchange(page, count, changes);
    measured.add(kinds.perSet.name, name, many.traffic.upPacked / changes.length);
    // Counted, not timed: what peers send of it is the same in every run.
    if (run > 1 && name !== waypostName) return;
    const add = (row: RowKind, value: number) => measured.add(row.name, name, value);
    await measureMixed(page, records, { changes: changes.length, run, add });
  });
}

/** Edits of every kind: bytes by the changes that they are, and by the actions that people took. */
async function measureMixed(
  page: Parameters<typeof exchange>[0],
  records: readonly BenchRecord[],
  { changes, run, add }: { readonly changes: number; readonly run: number; add(row: RowKind, value: number): void },
): Promise<void> {
  const edits = makeEdits(records, changes, run);
  await page.server.contest?.(answersIn(edits));
  await exchange(page, records.length);
  await page.session.mix(edits);
  // Fewer are deleted than made.
  const { traffic } = await exchange(page, records.length, heldAfter(edits));
  add(kinds.perChange, traffic.upPacked / edits.reduce((sum, edit) => sum + changesIn(edit), 0));
  add(kinds.perAction, traffic.upPacked / edits.length);
}

/** A peer that cannot hold as many is compared with raw rows of as many as it holds, where they were pulled too. */
function rowsOf(measured: Measured, context: SyncContext): Row[] {
  const pulls = measured.pullRows(pullName, context.sizes.records, context);
  const saved = measured
    .rows({ name: savedName, unit: 'ms', goal: null }, context)
    .filter(({ name }) => name !== savedName);
  return [...Object.values(kinds).flatMap((kind) => measured.rows(kind, context)), ...pulls, ...saved];
}
