/** What words about erasures among some operations speak of, read before any of them is judged (judge-erasure.ts). */
import type { OperationId } from '../../shared/base/ids.ts';
import {
  type AskedFor,
  eraserIn,
  erasureRequest,
  erasureWordIn,
  readErasureRequest,
} from '../../shared/domain/erasure/erasure.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import type { HubTransaction, ScopePosition } from '../sync/hub-store.ts';

/** The operations in which somebody asked for what these answer; those of this request are found on the desk. */
export async function readAsked(
  tx: HubTransaction,
  operations: readonly Operation[],
  accepted: ReadonlyMap<OperationId, number>,
  positions: readonly ScopePosition[],
): Promise<Map<OperationId, AskedFor>> {
  const asked = new Map<OperationId, AskedFor>();
  for (const operation of operations) {
    const word = erasureWordIn(operation);
    const seq = word === null ? undefined : accepted.get(word.asked);
    if (word === null || seq === undefined || !positions.some(({ scope }) => scope === operation.scope)) continue;
    const there = (await tx.named(operation.scope, [seq])).get(seq);
    if (there?.id === word.asked) asked.set(there.id, there);
  }
  return asked;
}

/** The ids that words about erasures answer to. */
export function askedIn(operations: readonly Operation[]): OperationId[] {
  return operations.flatMap((operation) => erasureWordIn(operation)?.asked ?? []);
}

/** The records that requests and answers among these name. */
export function recordsNamed(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => {
    const request = operation.type === erasureRequest.type ? readErasureRequest(operation.value) : null;
    const word = erasureWordIn(operation);
    const records = request?.records ?? (word?.does === 'erase' ? word.records : []);
    return records.map(({ id }) => id);
  });
}

/** What each record of these says about an erasure. */
export function erasureWordsIn(operations: readonly Operation[]): Map<string, Operation> {
  return new Map(operations.flatMap((one) => (eraserIn(one) === null ? [] : [[one.record, one] as const])));
}
