/**
 * What waited for a hub of a newer edition, judged by the one that this hub is now ([EV4]). A laptop that brought something
 * and was lost since is not needed for it: its work was kept as it came, under a signature that was good.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { type Edition, thisEdition } from '../../shared/domain/edition.ts';
import { arrivalOf } from '../../shared/domain/move/moved.ts';
import type { Origin, StoredOperation } from '../../shared/protocol/operation.ts';
import { everything } from '../db/sight.ts';
import { isOfNewerEdition } from './decide-operation.ts';
import { type Authorship, openDesk, writeDesk } from './desk.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { HubTransaction, KeptOperation } from './hub-store.ts';
import { type Brought, judgeMoves } from './judge-moves.ts';
import { takeOne } from './take-operation.ts';

/** Judges what this edition understands of it. Called when a hub starts. Returns how many operations were judged. */
export async function takeWaiting(tx: HubTransaction, ports: ExchangePorts): Promise<number> {
  const waiting = await tx.keptForNewer();
  await judgeKept(tx, ports, waiting);
  return waiting.filter(({ operation }) => !isOfNewerEdition(operation, ports.edition ?? thisEdition)).length;
}

/**
 * Takes the marks of moves that came before what they name, as after a restore of the hub, once all of that has its place
 * ([MV5]). Answers the scopes that they are in. It sees everything: whoever brings the rest may not read where the mark is.
 */
export async function takeArrivedMarks(tx: HubTransaction, ports: ExchangePorts): Promise<ReadonlySet<ScopeId>> {
  await tx.see(everything);
  const marks = (await tx.keptForNewer()).filter(({ operation }) => operation.kind === 'move');
  if (marks.length === 0) return new Set();
  const placed = await tx.accepted(marks.flatMap(({ operation }) => arrivalOf(operation)));
  const arrived = marks.filter(({ operation }) => arrivalOf(operation).every((id) => placed.has(id)));
  return judgeKept(tx, ports, arrived);
}

/** Judges kept operations by what this edition understands of them. Answers the scopes in whose order some were put. */
async function judgeKept(
  tx: HubTransaction,
  ports: ExchangePorts,
  waiting: readonly KeptOperation[],
): Promise<ReadonlySet<ScopeId>> {
  const scopes = new Set<ScopeId>();
  for (const [carrier, kept] of understoodOf(waiting, ports.edition ?? thisEdition)) {
    const device = await tx.device(carrier);
    if (device === null) throw new Error(`Kept operations of a device that is not here: ${carrier}`);
    const operations = kept.map(({ operation }) => operation);
    const desk = await openDesk(tx, ports, device, operations);
    const authors = new Map<string, Authorship>();
    const brought: Brought[] = [];
    for (const operation of operations) {
      const key = `${operation.origin.author} ${operation.origin.device}`;
      const author = authors.get(key) ?? (await readAuthor(tx, operation.origin, desk.now));
      authors.set(key, author);
      brought.push({ operation, author: { ...author, origin: operation.origin } });
    }
    desk.moves = judgeMoves(desk, brought);
    for (const { operation, author } of brought) takeOne(desk, author, operation);
    await writeDesk(tx, desk);
    for (const scope of desk.appended.keys()) scopes.add(scope);
  }
  return scopes;
}

/** By the device that brought them, each in an order in which a record comes before its fields. */
function understoodOf(waiting: readonly KeptOperation[], edition: Edition): Map<string, KeptOperation[]> {
  const byCarrier = new Map<string, KeptOperation[]>();
  for (const kept of waiting) {
    if (isOfNewerEdition(kept.operation, edition)) continue;
    byCarrier.set(kept.device, [...(byCarrier.get(kept.device) ?? []), kept]);
  }
  for (const kept of byCarrier.values()) kept.sort((a, b) => byMaking(a.operation, b.operation));
  return byCarrier;
}

function byMaking(a: StoredOperation, b: StoredOperation): number {
  return a.lamport - b.lamport || Number(b.kind === 'create') - Number(a.kind === 'create');
}

async function readAuthor(tx: HubTransaction, origin: Origin, at: number): Promise<Authorship> {
  const { author } = origin;
  const signer = await tx.device(origin.device);
  const context = {
    author,
    // Nothing else was kept to wait: its signature was verified when it came.
    authorOnDevice: true,
    deviceRevoked: signer !== null && signer.revokedAt !== null,
    at,
    present: await tx.grants([author]),
    known: signer === null ? [] : await tx.grantsKnown([author], signer.grantsVersion),
  };
  return { origin, context };
}
