/** Everybody that is measured in a page, Waypost among them, served with the same records. */
import { openSession, type Session } from './browser-session.ts';
import { plainName, waypostName } from './measured.ts';
import type { BenchRecord, PeerServer } from './peer.ts';
import { startPeerServer } from './peer-server.ts';
import type { PeerChoice } from './peers.ts';
import type { SyncContext } from './sync-figure.ts';
import { startWaypostServer } from './waypost-server.ts';

export interface Contestant {
  readonly name: string;
  /** A server with the records, of its own; ended when the signal says so. */
  serve(records: readonly BenchRecord[], signal: AbortSignal): Promise<PeerServer>;
}

/** What a peer may take for one piece of work, its server's start included. Waypost is waited for. */
const peerMinutes = 5;

/** Waypost on a protected laptop: store and journal are sealed. */
export const waypost = (context: SyncContext): Contestant => waypostAs(context, waypostName, '');

/** The same on a laptop that nobody protected. */
export const plainWaypost = (context: SyncContext): Contestant => waypostAs(context, plainName, '?plain');

const waypostAs = (context: SyncContext, name: string, query: string): Contestant => ({
  name,
  async serve(records) {
    const hub = await context.hubs.hubWith(records);
    try {
      const server = await startWaypostServer(hub, records, context.newFolder);
      const stop = async () => {
        await server.stop();
        await hub.stop();
      };
      return { ...server, address: `${server.address}${query}`, stop };
    } catch (error) {
      await hub.stop();
      throw error;
    }
  },
});

const isWaypost = (name: string) => name === waypostName || name === plainName;

export const peer = (context: SyncContext, choice: PeerChoice): Contestant => ({
  name: choice.name,
  serve: async (records, signal) => startPeerServer(choice, records, await context.newFolder('peer'), signal),
});

/** Runs work with a server and a page on a fresh profile. What fails, or takes a peer too long, is told and not measured. */
export async function withPage(
  context: SyncContext,
  { name, serve }: Contestant,
  records: readonly BenchRecord[],
  work: (page: { readonly server: PeerServer; readonly session: Session }) => Promise<void>,
  minutes = peerMinutes,
): Promise<void> {
  const limit = new AbortController();
  const tooLong = () => limit.abort(new Error(`not done in ${minutes} minutes`));
  const timer = isWaypost(name) ? undefined : setTimeout(tooLong, minutes * 60_000);
  const start = performance.now();
  try {
    const server = await serve(records, limit.signal);
    try {
      await inPage(server, limit.signal, work);
    } finally {
      await server.stop();
    }
  } catch (error) {
    const told: unknown = limit.signal.aborted ? limit.signal.reason : error;
    const reason = told instanceof Error ? (told.message.split('\n')[0] ?? '') : String(told);
    context.say(`  ${name} failed: ${reason}`);
    context.failed(`${name}, ${records.length} records`, reason);
  } finally {
    clearTimeout(timer);
    context.took(name, performance.now() - start);
  }
}

async function inPage(
  server: PeerServer,
  signal: AbortSignal,
  work: (page: { readonly server: PeerServer; readonly session: Session }) => Promise<void>,
): Promise<void> {
  const session = await openSession(server);
  try {
    const tooLong = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    await Promise.race([work({ server, session }), tooLong]);
  } finally {
    await session.close();
  }
}
