/** A device as it is, the real engine, on memory against a simulated hub: the real decisions. */
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { type Edition, thisEdition } from '../../shared/domain/edition.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { IdentifyPack, Journal, Store, TransportFailure } from '../../shared/sync/ports.ts';
import type { RoomTransport } from '../../shared/sync/room/room-api.ts';
import { fakeSign, fakeVerify } from '../sim/fake-signing.ts';
import type { HubNode } from '../sim/hub-node.ts';
import { seeded } from '../sim/seeded.ts';

/** The clock of every live device, and of the hub that tests give it. */
export const liveClock = { now: () => 1_780_000_000_000 };

export type Enrolled = Awaited<ReturnType<HubNode['enrol']>>;
export interface LiveDevice {
  readonly engine: Engine;
  readonly store: Store;
  readonly journal: Journal;
  readonly enrolled: Enrolled;
  readonly traffic: { requests: number; bytes: number };
}

/** Asked before each request: whether it arrives, and whether its answer does. */
type Weather = (request: Uint8Array) => Promise<'up' | 'down' | 'deaf'>;

interface LiveSetup {
  readonly store?: Store;
  readonly journal?: Journal;
  readonly edition?: Edition;
  /** Bytes a second that may move; without it, all. */
  readonly rate?: number;
  readonly identify?: IdentifyPack;
  readonly room?: RoomTransport;
  /** What happens to an answer on its way. */
  readonly meddle?: (answer: Uint8Array) => Result<Uint8Array, TransportFailure>;
}

/** Starts a device against a hub's real decisions. */
export async function startLive(
  hub: HubNode,
  enrolled: Enrolled,
  disk: LiveSetup = {},
  weather: Weather = async () => 'up',
): Promise<LiveDevice> {
  const edition = disk.edition ?? thisEdition;
  const [store, journal] = [
    disk.store ?? createMemoryStore(edition.declarationOf),
    disk.journal ?? createMemoryJournal(),
  ];
  const traffic = { requests: 0, bytes: 0 };
  const exchange = async (request: Uint8Array) => {
    const link = await weather(request);
    if (link === 'down') return fail({ kind: 'hub-unreachable' as const });
    const answer = await hub.answer(request);
    if (link === 'deaf') return fail({ kind: 'hub-timeout' as const });
    traffic.requests += 1;
    traffic.bytes += request.length + (answer?.length ?? 0);
    const revocation = answer === null ? await hub.revocationOf(enrolled.identity.device) : null;
    if (revocation !== null) return fail({ kind: 'device-refused' as const, reason: 'device-revoked', revocation });
    if (answer === null) return fail({ kind: 'hub-failed' as const, status: 500 });
    return disk.meddle?.(answer) ?? ok(answer);
  };
  const { identity, publicKey } = enrolled;
  const signer = { sign: async (bytes: Uint8Array) => fakeSign(publicKey, bytes) };
  const random = seeded(await journal.position());
  const started = await startEngine({
    store,
    journal,
    transport: { exchange, rate: () => disk.rate ?? null },
    signer,
    verify: fakeVerify,
    ...(disk.identify === undefined ? {} : { identify: disk.identify }),
    ...(disk.room === undefined ? {} : { room: disk.room }),
    unasked: true,
    clock: liveClock,
    random,
    identity,
    edition,
  });
  if (!started.ok) throw new Error(started.failure.kind);
  return { engine: started.value, store, journal, enrolled, traffic };
}

/** Syncs; throws when that fails. */
export async function synced({ engine }: LiveDevice) {
  const report = await engine.sync();
  if (!report.ok) throw new Error(JSON.stringify(report.failure));
  return report.value;
}
