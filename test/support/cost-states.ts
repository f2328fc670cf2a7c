/** Entries of money as the store keeps them, made at a Lamport time. */
import { createRecord } from '../../shared/domain/edit.ts';
import { costEntry } from '../../shared/domain/money/cost-entry.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';

type Values = Parameters<typeof createRecord<typeof costEntry>>[2];

export function costState(id: string, lamport: number, values: Values, author = 'p1'): RecordState {
  const usual = { session: 'tr', kind: 'paid', fund: 'core', currency: 'EUR', by: author } as const;
  const drafts = createRecord(costEntry, { scope: 's', id }, { ...usual, ...values });
  if (!drafts.ok) throw new Error(drafts.failure.reason);
  const fields = Object.fromEntries(
    drafts.value.map(({ field, kind, value }) => [
      field,
      [{ id: `${id} ${field}`, kind, value, lamport, wall: 0, author, device: 'd' }],
    ]),
  );
  return { scope: 's', type: costEntry.type, id, fields, missing: [] };
}
