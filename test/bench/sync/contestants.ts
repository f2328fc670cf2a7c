/** Everybody that is measured in a page, Waypost among them, served with the same records. */
import { atRest, fillHub, startBenchHub } from './bench-hub.ts';
import { openSession, type Session } from './browser-session.ts';
import { waypostName } from './measured.ts';
import type { BenchRecord, PeerServer } from './peer.ts';
import { startPeerServer } from './peer-server.ts';
import type { PeerChoice } from './peers.ts';
import { scopeIds } from './records.ts';
import type { SyncContext } from './sync-figure.ts';
import { startWaypostServer } from './waypost-server.ts';

export interface Contestant {
  readonly name: string;
  /** A server with the records, of its own; ended when the signal says so. */
  serve(records: readonly BenchRecord[], signal: AbortSignal): Promise<PeerServer>;
}

/** What a peer may take for one piece of work, its server's start included. Waypost is waited for. */
const peerMinutes = 3;

export const waypost = (context: SyncContext): Contestant => ({
  name: waypostName,
  async serve(records) {
    const hub = await startBenchHub(context.newFolder, scopeIds);
    try {
      await fillHub(hub, context.newFolder, records);
      await atRest(hub, scopeIds);
      const server = await startWaypostServer(hub, await context.newFolder('page'));
      const stop = async () => {
        await server.stop();
        await hub.stop();
      };
      return { ...server, stop };
    } catch (error) {
      await hub.stop();
      throw error;
    }
  },
});

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
): Promise<void> {
  const limit = new AbortController();
  const timer =
    name === waypostName
      ? undefined
      : setTimeout(() => limit.abort(new Error(`not done in ${peerMinutes} minutes`)), peerMinutes * 60_000);
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
    context.missing(`${name}, ${records.length} records`, `failed: ${reason}`);
  } finally {
    clearTimeout(timer);
  }
}

async function inPage(
  server: PeerServer,
  signal: AbortSignal,
  work: (page: { readonly server: PeerServer; readonly session: Session }) => Promise<void>,
): Promise<void> {
  const session = await openSession(server.address);
  try {
    const tooLong = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    await Promise.race([work({ server, session }), tooLong]);
  } finally {
    await session.close();
  }
}
