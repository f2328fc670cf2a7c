/** The log for whoever looks after a part of the network: what it holds, who watches it, and all of it as a file ([AL6]). */
import { toHex } from '../../shared/base/bytes.ts';
import type { LogGlance } from '../../shared/coordinator/contract.ts';
import { logClasses } from '../../shared/domain/log-class.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import { checkpointNote, type LogCheckpoint, type Witness } from '../../shared/protocol/log/checkpoint-note.ts';
import { type LogToWrite, writeLogFile } from '../../shared/protocol/log/log-file.ts';
import { type Coordinator, scopesFor } from '../coordinator/access.ts';
import { readPeople } from '../coordinator/read-network.ts';
import type { HubStore, HubTransaction } from '../sync/hub-store.ts';
import type { PlacedLogEntry } from './audit-records.ts';
import { followLog, type LogPorts } from './follow-log.ts';

/** The log as it is now; what happened up to this moment is placed and signed first. */
export async function readLog(tx: HubTransaction, ports: LogPorts): Promise<LogGlance> {
  const newest = await followLog(tx, ports);
  const counts = await tx.logCounts();
  const cosignatures = newest === null ? [] : await tx.logCosignatures(newest.epoch);
  return {
    entries: logClasses.flatMap((kind) => {
      const count = counts.get(kind) ?? 0;
      return count === 0 ? [] : [{ class: kind, count }];
    }),
    newest: newest === null ? null : { size: newest.size, at: newest.at, root: newest.root },
    laptops: (await tx.allDevices()).filter(({ revokedAt }) => revokedAt === null).length,
    witnesses: cosignatures
      .map(({ size, receivedAt }) => ({ size, at: receivedAt }))
      .sort((a, b) => b.size - a.size || b.at - a.at),
  };
}

/** Entries that are read at once. */
const piece = 2_000;

/** The log as a file, piece by piece: it only grows, so that the pieces are of one log whatever happens meanwhile. */
export async function logFileFor(
  store: HubStore,
  tx: HubTransaction,
  ports: LogPorts,
  who: Coordinator,
): Promise<AsyncGenerator<string> | null> {
  tx.noteEvent('export', { what: 'log' }, [who.person]);
  const newest = await followLog(tx, ports);
  if (newest === null) return null;
  const { id, networkName, epoch, keys } = await tx.hub();
  const concerned = await concernsOf(tx, who, ports.clock.now());
  const publicKeys = keys.map(({ publicKey, endorsement }) => ({
    publicKey,
    ...(endorsement === null ? {} : { endorsement }),
  }));
  const head = { waypost: 'audit-log' as const, version: 1 as const, hub: id, network: networkName, epoch };
  return writeLogFile({
    head: { ...head, keys: publicKeys, written: ports.clock.now() },
    ...(await readWitnesses(tx, id, newest)),
    root: newest.root,
    entries: entriesTo(store, newest.size, (about) => about.every((one) => concerned.has(one))),
  });
}

/** The scopes that somebody looks after, and the people of whom the page tells them. */
async function concernsOf(tx: HubTransaction, who: Coordinator, now: number): Promise<ReadonlySet<string>> {
  const { people } = await readPeople(tx, who, now);
  return new Set([...scopesFor(who.grants, 'see-network'), ...people.map(({ person }) => person.person), who.person]);
}

async function* entriesTo(store: HubStore, size: number, isOpen: (about: readonly string[]) => boolean) {
  const shown = ({ class: kind, commitment, opened, about }: PlacedLogEntry) => ({
    class: kind,
    commitment,
    opened: isOpen(about) ? opened : null,
  });
  for (let from = 0; from < size; from += piece) {
    const entries = await store.transaction((tx) => tx.logEntries(from, Math.min(piece, size - from)));
    yield entries.map(shown);
  }
}

/** The newest checkpoint, and every one that is the last that some laptop cosigned. */
async function readWitnesses(
  tx: HubTransaction,
  hub: string,
  newest: LogCheckpoint,
): Promise<Pick<LogToWrite, 'laptops' | 'checkpoints'>> {
  const { keys } = await tx.hub();
  const nameOf = new Map(keys.map(({ publicKey }) => [hubKeyId(publicKey), publicKey]));
  const cosignatures = await tx.logCosignatures(newest.epoch);
  const laptops = new Map<string, string>();
  const bySize = new Map<number, Witness[]>([[newest.size, []]]);
  for (const { device, size, at, signature } of cosignatures) {
    const row = await tx.device(device);
    if (row === null) continue;
    const publicKey = toHex(row.publicKey);
    laptops.set(device, publicKey);
    bySize.set(size, [...(bySize.get(size) ?? []), { device, publicKey, at, signature }]);
  }
  const checkpoints: string[] = [];
  for (const [size, witnesses] of [...bySize].sort(([a], [b]) => a - b)) {
    const checkpoint = await tx.logCheckpoint(newest.epoch, size);
    const key = checkpoint === null ? undefined : nameOf.get(checkpoint.key);
    if (checkpoint !== null && key !== undefined) checkpoints.push(checkpointNote(hub, key, checkpoint, witnesses));
  }
  return { laptops, checkpoints };
}
