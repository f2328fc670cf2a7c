/** A hundred thousand records from the first request to the last row, and half of them taken away again. */
import { peer, withPage } from './contestants.ts';
import { exchange } from './exchange.ts';
import { Measured } from './measured.ts';
import { peers, rawById, rawName } from './peers.ts';
import { makeRecords, scopeIds } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const readableName = '100k readable';
const purgeName = 'purge 50k';
const repairName = 'repair one record';

/** Waypost's rows wait for packs, for the purge of a scope and for range repair: its engine has none of them yet. */
export const readable: SyncFigure = {
  names: [readableName, purgeName, repairName],
  async measure(context) {
    const measured = new Measured();
    const most = peers.filter((choice) => choice.most >= 100_000);
    for (let run = 1; run <= context.runs; run += 1) {
      for (const choice of [...most, rawById]) {
        context.say(`${choice.name}: ${context.sizes.many} records, ${run} of ${context.runs} ...`);
        await measureOne(context, measured, choice);
      }
    }
    return [
      ...measured.rows({ name: readableName, unit: 'ms', goal: 1_000 }, context),
      ...measured.rows({ name: purgeName, unit: 'ms', goal: 1_000 }, context),
      ...measured.rows({ name: repairName, unit: 'bytes', goal: 10_000 }, context),
    ];
  },
};

async function measureOne(context: SyncContext, measured: Measured, choice: (typeof peers)[number]): Promise<void> {
  const { many } = context.sizes;
  await withPage(context, peer(context, choice), makeRecords(many), async ({ session, server }) => {
    const { ms, traffic } = await exchange({ session, server }, many);
    // The same records under another key are pulled only to be purged.
    if (choice !== rawById) measured.add(readableName, choice.name, ms);
    // Nothing finds one wrong row among raw rows: everything is fetched again.
    if (choice.name === rawName) measured.add(repairName, `${rawName}, all again`, traffic.down);
    const purge = await session.purge(scopeIds[0] as string);
    if (purge !== null) measured.add(purgeName, choice.name, purge);
  });
}
