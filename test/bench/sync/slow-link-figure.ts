/**
 * A thousand changes made offline, brought over a bad link: connection set-up included, TCP and TLS 1.3 as a hub speaks it. The link
 * carries the handshake's bytes as it carries all others, and no ticket of an earlier connection is taken: it is a first one.
 */
import { type Contestant, peer, waypost, withPage } from './contestants.ts';
import { exchange } from './exchange.ts';
import { Measured } from './measured.ts';
import { type Meeting, meetingOf } from './meeting.ts';
import type { PeerServer } from './peer.ts';
import { makeChanges, makeRecords } from './records.ts';
import { openSlowLink, type SlowLink } from './slow-link.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';
import { openTlsFront, type TlsFront } from './tls-front.ts';

const kind = { name: 'slow link 1000 changes', unit: 'ms', goal: 6_000 } as const;
const shape = { bitsPerSecond: 64_000, roundTrip: 700 };
/** What a peer may take: the others make their changes meanwhile. */
const peerMinutes = 8;

/** Every record is changed once: so many are there. */
export const slowLink: SyncFigure = {
  names: [kind.name],
  async measure(context) {
    const measured = new Measured();
    const peers = context.peers.filter((choice) => choice.slowLink).map((choice) => peer(context, choice));
    for (let run = 1; run <= context.runs; run += 1) {
      // Peers wait for their links nearly all of the time, up to two minutes: each for its own, at the same time. Waypost is alone.
      for (const together of [peers, [waypost(context)]]) {
        const meeting = meetingOf(together.length);
        await Promise.all(
          together.map((one, n) => measureOne(context, measured, { one, run, place: meeting[n] as Meeting })),
        );
      }
    }
    return measured.rows(kind, context);
  },
};

interface Part {
  readonly one: Contestant;
  readonly run: number;
  readonly place: Meeting;
}

async function measureOne(context: SyncContext, measured: Measured, { one, run, place }: Part): Promise<void> {
  const { name } = one;
  const count = context.sizes.changes;
  const records = makeRecords(count);
  const way = wayTo(context, one);
  await place.turn();
  context.say(`${name}: ${count} changes over a slow link, ${run} of ${context.runs} ...`);
  const work = async (page: Parameters<typeof exchange>[0]) => {
    await exchange(page, count);
    await exchange(page, count);
    const changes = makeChanges(records, count, run);
    await page.session.edit(changes);
    await place.arrive();
    const ms = await way.overSlowLink(async () => (await exchange(page, count, changes)).ms);
    measured.add(kind.name, name, ms);
  };
  try {
    await withPage(context, { name, serve: way.serve }, records, work, peerMinutes);
  } finally {
    place.leave();
    await way.close();
  }
}

/** A contestant behind TLS and a link that can be slow. */
function wayTo(context: SyncContext, { name, serve }: Contestant) {
  let link: SlowLink | null = null;
  let front: TlsFront | null = null;
  return {
    async serve(...given: Parameters<typeof serve>): Promise<PeerServer> {
      const server = await serve(...given);
      // A hub runs for months: the first request that it ever takes in is not what a link costs.
      await server.warm?.();
      front = await openTlsFront(await context.newFolder('tls'), server.address);
      link = await openSlowLink(front.address);
      return { ...server, address: link.address, keySha256: front.keySha256 };
    },
    /** The link is slow while the work is done, and the first connection over it is new. */
    async overSlowLink(work: () => Promise<number>): Promise<number> {
      if (link === null || front === null) throw new Error('Nothing is served');
      front.forget();
      link.shape(shape);
      const before = { ...link.passed };
      const ms = await work();
      const [up, down] = [link.passed.up - before.up, link.passed.down - before.down];
      context.say(`  ${name}: ${Math.round(ms)} ms, ${up} bytes up and ${down} down, ${front.handshakes()} handshakes`);
      link.shape(null);
      return ms;
    },
    async close(): Promise<void> {
      await link?.close();
      await front?.close();
    },
  };
}
