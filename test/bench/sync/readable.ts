/** A hundred thousand records from the first request to the last row, and half of them taken away again. */
import { type Contestant, peer, waypost, withPage } from './contestants.ts';
import { exchange } from './exchange.ts';
import { Measured, pullOf } from './measured.ts';
import { peers, rawById, rawName } from './peers.ts';
import { makeRecords, scopeIds } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const readableName = '100k readable';
const purgeName = 'purge 50k';
const repairName = 'repair one record';
const pullName = 'pull ratio, 100k';

/** Nothing finds one wrong row among raw rows: everything is fetched again. Waypost's own row waits for its measurement. */
export const readable: SyncFigure = {
  names: [readableName, purgeName, repairName, pullName],
  async measure(context) {
    const measured = new Measured();
    const most = peers.filter((choice) => choice.most >= 100_000);
    for (let run = 1; run <= context.runs; run += 1) {
      for (const contestant of [waypost(context), ...[...most, rawById].map((choice) => peer(context, choice))]) {
        context.say(`${contestant.name}: ${context.sizes.many} records, ${run} of ${context.runs} ...`);
        await measureOne(context, measured, contestant);
      }
    }
    return [
      ...measured.rows({ name: readableName, unit: 'ms', goal: 1_000 }, context),
      ...measured.rows({ name: purgeName, unit: 'ms', goal: 1_000 }, context),
      ...measured.rows({ name: repairName, unit: 'bytes', goal: 10_000 }, context),
      ...measured.pullRows(pullName, context.sizes.many, context),
    ];
  },
};

async function measureOne(context: SyncContext, measured: Measured, contestant: Contestant): Promise<void> {
  const { name } = contestant;
  const { many } = context.sizes;
  await withPage(context, contestant, makeRecords(many), async ({ session, server }) => {
    const { ms, traffic } = await exchange({ session, server }, many);
    // The same records under another key are pulled only to be purged.
    if (name !== rawById.name) {
      measured.add(pullOf(many), name, ms);
      measured.add(readableName, name, (await session.readable()) ?? ms);
    }
    if (name === rawName) measured.add(repairName, `${rawName}, all again`, traffic.down);
    const purge = await session.purge(scopeIds[0] as string);
    if (purge !== null) measured.add(purgeName, name, purge);
  });
}
