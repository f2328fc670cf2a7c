/** Everybody that is measured in a page, Waypost among them, served with the same records. */
import { fillHub, startBenchHub } from './bench-hub.ts';
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
  /** A server with the records, of its own. */
  serve(records: readonly BenchRecord[]): Promise<PeerServer>;
}

export const waypost = (context: SyncContext): Contestant => ({
  name: waypostName,
  async serve(records) {
    const hub = await startBenchHub(context.newFolder, scopeIds);
    try {
      await fillHub(hub, context.newFolder, records);
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
  serve: async (records) => startPeerServer(choice, records, await context.newFolder('peer')),
});

/** Runs work with a server and a page on a fresh profile. What fails is told, and measured as nothing. */
export async function withPage(
  context: SyncContext,
  { name, serve }: Contestant,
  records: readonly BenchRecord[],
  work: (page: { readonly server: PeerServer; readonly session: Session }) => Promise<void>,
): Promise<void> {
  const server = await serve(records);
  try {
    const session = await openSession(server.address);
    try {
      await work({ server, session });
    } finally {
      await session.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    context.say(`  ${name} failed: ${reason}`);
    context.missing(`${name}, ${records.length} records`, `failed: ${reason}`);
  } finally {
    await server.stop();
  }
}
