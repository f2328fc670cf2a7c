/** Which values are erased, whatever brings them ([ER4]): the ledger of everything that was ever erased in what is here. */
import type { RecordId } from '../../base/ids.ts';
import { splitFieldKey } from '../declare-record.ts';
import type { OperationKind } from '../record-state.ts';
import { notedKey } from '../translation/translation-note.ts';
import type { ErasedRecord } from './erasure.ts';

/** By record: the fields that were erased, or null for all. */
export type Erased = ReadonlyMap<RecordId, ReadonlySet<string> | null>;

export const nothingErased: Erased = new Map();

/** One ledger of many erasures. */
export function erasedBy(all: Iterable<readonly ErasedRecord[]>): Erased {
  const erased = new Map<RecordId, ReadonlySet<string> | null>();
  for (const records of all) {
    for (const { id, fields } of records) {
      const before = erased.get(id);
      const isWhole = fields === undefined || before === null;
      erased.set(id, isWhole ? null : new Set([...(before ?? []), ...fields]));
    }
  }
  return erased;
}

interface Subject {
  readonly kind: OperationKind | (string & {});
  readonly record: RecordId;
  readonly field: string;
}

/** Whether the value of an operation was erased. That a record was made, deleted or restored is no value. */
export function isErased(erased: Erased, { kind, record, field }: Subject): boolean {
  if (erased.size === 0 || kind !== 'set') return false;
  const fields = erased.get(record);
  if (fields === undefined) return false;
  return fields === null || fields.has(splitFieldKey(notedKey(field) ?? field)[0]);
}
