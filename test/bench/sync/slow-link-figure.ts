/** A thousand changes made offline, brought over a bad link: connection set-up included. */
import { peer, waypost, withPage } from './contestants.ts';
import { exchange } from './exchange.ts';
import { Measured } from './measured.ts';
import { makeChanges, makeRecords } from './records.ts';
import { openSlowLink, type SlowLink } from './slow-link.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const kind = { name: 'slow link 1000 changes', unit: 'ms', goal: 6_000 } as const;
const shape = { bitsPerSecond: 64_000, roundTrip: 700 };

/** Every record is changed once: so many are there. */
export const slowLink: SyncFigure = {
  names: [kind.name],
  async measure(context) {
    const measured = new Measured();
    const contestants = [
      ...context.peers.filter((choice) => choice.slowLink).map((choice) => peer(context, choice)),
      waypost(context),
    ];
    for (let run = 1; run <= context.runs; run += 1) {
      for (const contestant of contestants) {
        context.say(
          `${contestant.name}: ${context.sizes.changes} changes over a slow link, ${run} of ${context.runs} ...`,
        );
        await measureOne(context, measured, contestant, run);
      }
    }
    return measured.rows(kind, context);
  },
};

async function measureOne(
  context: SyncContext,
  measured: Measured,
  contestant: ReturnType<typeof waypost>,
  run: number,
): Promise<void> {
  const count = context.sizes.changes;
  const records = makeRecords(count);
  let link: SlowLink | null = null;
  const serve: typeof contestant.serve = async (all, signal) => {
    const server = await contestant.serve(all, signal);
    link = await openSlowLink(server.address);
    return { ...server, address: link.address };
  };
  await withPage(context, { ...contestant, serve }, records, async (page) => {
    await exchange(page, count);
    await exchange(page, count);
    const changes = makeChanges(records, count, run);
    await page.session.edit(changes);
    link?.shape(shape);
    const { ms } = await exchange(page, count, changes);
    link?.shape(null);
    measured.add(kind.name, contestant.name, ms);
  });
  await (link as SlowLink | null)?.close();
}
