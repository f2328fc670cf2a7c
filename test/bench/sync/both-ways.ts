/** One change here and one that somebody else brought: the exchange after which both sides have both. */
import { openSession, type Session } from './browser-session.ts';
import { type Contestant, peer, waypost, withPage } from './contestants.ts';
import { exchange } from './exchange.ts';
import { Measured } from './measured.ts';
import type { Change, PeerServer } from './peer.ts';
import { makeChanges, makeRecords } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const kind = { name: 'requests both ways', unit: 'requests', goal: 1 } as const;
/** Two pages hold them all: few enough that a peer with a document for each has them in its time. */
const share = 0.01;
const giveUpMs = 60_000;

export const bothWays: SyncFigure = {
  names: [kind.name],
  async measure(context) {
    const measured = new Measured();
    for (let run = 1; run <= context.runs; run += 1) {
      for (const contestant of [...context.peers.map((choice) => peer(context, choice)), waypost(context)]) {
        context.say(`${contestant.name}: a change each way, ${run} of ${context.runs} ...`);
        await measureOne(context, measured, contestant, run);
      }
    }
    return measured.rows(kind, context);
  },
};

async function measureOne(context: SyncContext, measured: Measured, contestant: Contestant, run: number) {
  const records = makeRecords(Math.max(20, context.sizes.records * share));
  await withPage(context, contestant, records, async (page) => {
    const [own, other] = makeChanges(records, 2, run);
    if (own === undefined || other === undefined) return;
    // What follows a first pull once is no steady state.
    for (let n = 0; n < 2; n += 1) await exchange(page, records.length);
    await bringFromElsewhere(page.server, other, records.length);
    await page.session.edit([own]);
    const { traffic } = await exchange({ ...page, session: until(page.session, other) }, records.length, [own]);
    measured.add(kind.name, contestant.name, traffic.requests);
  });
}

/** Somebody else, with a profile of their own. */
async function bringFromElsewhere(server: PeerServer, change: Change, count: number): Promise<void> {
  const session = await openSession(server);
  try {
    await exchange({ session, server }, count);
    await session.edit([change]);
    await exchange({ session, server }, count, [change]);
  } finally {
    await session.close();
  }
}

/** The session, whose exchange is over when a change of somebody else is there too. */
function until(session: Session, change: Change): Session {
  return {
    ...session,
    async sync(expected) {
      const start = performance.now();
      await session.sync(expected);
      while ((await session.read(change)) !== change.value) {
        if (performance.now() - start > giveUpMs) throw new Error('A change of somebody else never came');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return performance.now() - start;
    },
  };
}
