/** The places at the hub of what operations supersede and belong to, as far as this device knows them ([OP6]). */
import type { OperationId, RecordId } from '../base/ids.ts';
import { existenceField } from '../domain/record-state.ts';
import { type KnownPlaces, noPlaces } from '../protocol/known-places.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { EngineCore } from './engine-core.ts';

/** Reads what a batch of these operations may name by place. Throws when the store does. */
export async function placesAround(
  { ports: { store }, memory }: EngineCore,
  operations: readonly StoredOperation[],
): Promise<KnownPlaces> {
  // Before its first answer a device knows no hub, and without operations there is nothing to name.
  if (memory.epoch === null || operations.length === 0) return noPlaces;
  const ofOperation = new Map<OperationId, number>();
  const ofRecord = new Map<RecordId, number>();
  const look = async (ids: ReadonlySet<OperationId>) => {
    for (const { id, record, seq } of await store.operations([...ids])) {
      if (seq === null) continue;
      ofOperation.set(id, seq);
      ofRecord.set(record, seq);
    }
  };
  await look(new Set(operations.flatMap(({ supersedes }) => supersedes)));
  const made = new Set(operations.flatMap(({ kind, record }) => (kind === 'create' ? record : [])));
  const unnamed = new Set(operations.flatMap(({ record }) => (made.has(record) || ofRecord.has(record) ? [] : record)));
  const states = await store.open([...unnamed]);
  await look(new Set(states.flatMap(({ fields }) => fields[existenceField]?.[0]?.id ?? [])));
  return { ofOperation: (id) => ofOperation.get(id), ofRecord: (record) => ofRecord.get(record) };
}
