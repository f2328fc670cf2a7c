/**
 * Puts what happened into the tree and signs what the tree is then, in one transaction. It takes whatever has no place, and
 * asks for nothing by number or time: what committed late is placed later, and nothing is ever skipped ([AL3]).
 */
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import {
  type CheckpointToSign,
  checkpointText,
  type LogCheckpoint,
} from '../../shared/protocol/log/checkpoint-note.ts';
import { entryHash, logEntry, saltSize } from '../../shared/protocol/log/log-entry.ts';
import { createCompactRange, type NodeAt, nodesOf } from '../../shared/protocol/log/merkle.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import { type LogNode, type NewLogEntry, nodeName } from './audit-records.ts';

export type LogPorts = Pick<ExchangePorts, 'clock' | 'random' | 'sign'>;

/** Entries that are placed at once; the rest follows at the next call. */
const atOnce = 10_000;

/** Places what waits. Answers the hub's newest checkpoint; null while the hub has no key. */
export async function followLog(tx: HubTransaction, ports: LogPorts): Promise<LogCheckpoint | null> {
  await tx.lockLog();
  const hub = await tx.hub();
  const newest = await tx.newestLogCheckpoint();
  if (newest?.epoch !== hub.epoch) await beginEpoch(tx, ports, hub, newest);
  const waiting = await tx.waitingLogEntries(atOnce);
  if (waiting.length === 0 || hub.keys.length === 0) return newest;
  const size = newest?.size ?? 0;
  const nodes = nodesOf({ from: 0, to: size });
  const nodeAt = nodeReader(await tx.logNodes(nodes));
  const tree = createCompactRange(size, nodes.map(nodeAt));
  const filled: LogNode[] = waiting.flatMap((entry) => tree.append(entryHash(entry)));
  await tx.placeLogEntries(new Map(waiting.map(({ id }, n) => [id, size + n])), filled);
  // The hub's clock may stand still or go back: of two checkpoints the later one always says so.
  const at = Math.max(ports.clock.now(), (newest?.at ?? 0) + 1);
  const checkpoint = signCheckpoint(ports, hub, { epoch: hub.epoch, size: tree.size, root: toHex(tree.root()), at });
  await tx.addLogCheckpoint(checkpoint);
  return checkpoint;
}

/** Signs with the hub's newest key. */
export function signCheckpoint(
  { sign }: Pick<LogPorts, 'sign'>,
  { id, keys }: Pick<HubIdentity, 'id' | 'keys'>,
  checkpoint: CheckpointToSign,
): LogCheckpoint {
  const key = keys.at(-1);
  if (key === undefined) throw new Error('The hub has no key to sign with.');
  const signature = toHex(sign(key.secret, utf8(checkpointText(id, checkpoint))));
  return { ...checkpoint, key: hubKeyId(key.publicKey), signature };
}

/** Reads hashes that were fetched. Throws for one that is not there: the tree of this hub is damaged. */
export function nodeReader(hashes: ReadonlyMap<string, Uint8Array>): NodeAt {
  return (node) => {
    const hash = hashes.get(nodeName(node));
    if (hash === undefined) throw new Error(`The log lacks its subtree ${nodeName(node)}.`);
    return hash;
  };
}

/** A log begins, or goes on from that of a former epoch because a backup was put back: whoever follows can see from where. */
async function beginEpoch(
  tx: HubTransaction,
  { clock, random }: LogPorts,
  { id, epoch }: HubIdentity,
  former: LogCheckpoint | null,
): Promise<void> {
  const at = clock.now();
  const salt = random.bytes(saltSize);
  const entry =
    former === null
      ? logEntry('begin', { hub: id, epoch, at }, salt)
      : logEntry('restore', { epoch, former: former.epoch, size: former.size, root: former.root, at }, salt);
  const first: NewLogEntry = { id: uuidv7(clock, random), about: [], ...entry };
  await tx.addLogEntries([first]);
}
