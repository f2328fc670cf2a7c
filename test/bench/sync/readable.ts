/** A hundred thousand records from the first request to the last row, and half of them taken away again. */

import type { Session } from './browser-session.ts';
import { type Contestant, peer, plainWaypost, waypost, withPage } from './contestants.ts';
import { type Exchanged, exchange } from './exchange.ts';
import { Measured, plainly, plainName, pullOf } from './measured.ts';
import type { BenchRecord, PeerServer } from './peer.ts';
import { rawById, rawName } from './peers.ts';
import { makeRecords, scopeIds } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const readableName = '100k readable';
const purgeName = 'purge 50k';
const repairName = 'repair one record';
const repairRequestsName = 'requests repair';
const pullName = 'pull ratio, 100k';

/** Nothing finds one wrong row among raw rows: everything is fetched again. */
export const readable: SyncFigure = {
  names: [readableName, plainly(readableName), purgeName, repairName, repairRequestsName, pullName, plainly(pullName)],
  async measure(context) {
    const measured = new Measured();
    const most = context.peers.filter((choice) => choice.most >= 100_000);
    const contestants = [
      waypost(context),
      plainWaypost(context),
      ...[...most, rawById].map((choice) => peer(context, choice)),
    ];
    for (let run = 1; run <= context.runs; run += 1) {
      for (const contestant of contestants) {
        context.say(`${contestant.name}: ${context.sizes.many} records, ${run} of ${context.runs} ...`);
        await measureOne(context, measured, contestant);
      }
    }
    return [
      ...measured.rows({ name: readableName, unit: 'ms', goal: 1_000, besideWhat: ', its whole exchange' }, context),
      ...measured.rows({ name: purgeName, unit: 'ms', goal: 1_000 }, context),
      ...measured.rows({ name: repairName, unit: 'bytes', goal: 10_000 }, context),
      ...measured.rows({ name: repairRequestsName, unit: 'requests', goal: 4 }, context),
      ...measured.pullRows(pullName, context.sizes.many, context),
    ];
  },
};

async function measureOne(context: SyncContext, measured: Measured, contestant: Contestant): Promise<void> {
  const { name } = contestant;
  const { many } = context.sizes;
  const records = makeRecords(many);
  await withPage(context, contestant, records, async ({ session, server }) => {
    const { ms, traffic } = await exchange({ session, server }, many);
    // The same records under another key are pulled only to be purged.
    if (name !== rawById.name) {
      measured.add(pullOf(many), name, ms);
      measured.add(readableName, name, (await session.readable()) ?? ms);
    }
    if (name === plainName) return; // what follows is the same work
    if (name === rawName) measured.add(repairName, `${rawName}, all again`, traffic.down);
    const repaired = await repair({ session, server }, records[Math.floor(many / 2)] as BenchRecord, many);
    if (repaired !== null) {
      measured.add(repairName, name, repaired.traffic.up + repaired.traffic.down);
      measured.add(repairRequestsName, name, repaired.traffic.requests);
    }
    const purge = await session.purge(scopeIds[0] as string);
    if (purge !== null) measured.add(purgeName, name, purge);
  });
}

/** One value is rotten on the disk: what the exchange costs that brings it back. Null where nobody looks. */
async function repair(
  page: { readonly session: Session; readonly server: PeerServer },
  { id, observation: value }: BenchRecord,
  expected: number,
): Promise<Exchanged | null> {
  if (!(await page.session.damage(id))) return null;
  const exchanged = await exchange(page, expected);
  const read = await page.session.read({ id, field: 'observation', value });
  if (read !== value) throw new Error('The damaged record was not repaired');
  return exchanged;
}
