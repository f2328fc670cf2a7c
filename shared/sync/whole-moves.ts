/**
 * Which waiting operations may go together ([MV5]): what an action moves goes in one request, all of it or nothing, so that
 * the hub takes or keeps both halves in one transaction.
 */
import type { TransactionId } from '../base/ids.ts';
import type { StoredOperation } from '../protocol/operation.ts';

/**
 * Waiting operations in their order, each alone but for those of a move, which stand together. `outbox` is everything that
 * waits, `mayGo` what of it may go now: a move of which some may not stays whole.
 */
export function inWholeMoves(
  outbox: readonly StoredOperation[],
  mayGo: (operation: StoredOperation) => boolean,
): StoredOperation[][] {
  const moving = new Map<TransactionId, StoredOperation[]>();
  for (const { kind, tx } of outbox) if (kind === 'move') moving.set(tx, []);
  const held = new Set<TransactionId>();
  const groups: StoredOperation[][] = [];
  for (const operation of outbox) {
    const together = moving.get(operation.tx);
    if (together === undefined) {
      if (mayGo(operation)) groups.push([operation]);
      continue;
    }
    if (together.length === 0) groups.push(together);
    together.push(operation);
    if (!mayGo(operation)) held.add(operation.tx);
  }
  return groups.filter(([first]) => first !== undefined && !held.has(first.tx));
}

/**
 * The first of the outbox, without an action at its end that may go on behind it. `more` reads all of the outbox, for an
 * action that is larger than what was read.
 */
export async function wholeActions(
  found: readonly StoredOperation[],
  more: () => Promise<readonly StoredOperation[]>,
): Promise<readonly StoredOperation[]> {
  const last = found.at(-1)?.tx;
  const whole = found.filter(({ tx }) => tx !== last);
  return whole.length > 0 ? whole : more();
}
