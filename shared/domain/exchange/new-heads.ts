/** What a kept record says that the one which is here does not. */
import type { Json } from '../../base/json.ts';
import { existenceField, type RecordState } from '../record-state.ts';
import { isTraceKey, tracedFields } from '../trace.ts';
import { notedKey } from '../translation/translation-note.ts';
import type { KeptRecord } from './library-format.ts';

/**
 * The values of a kept record that do not stand in the one that is here; an empty note on a translation is none, and a trace says
 * something only with what it names.
 */
export function newHeads(record: KeptRecord, there: RecordState): { readonly field: string; readonly value: Json }[] {
  const added = Object.entries(record.fields).flatMap(([field, heads]) => {
    if (field === existenceField) return [];
    const known = new Set((there.fields[field] ?? []).map(({ value }) => JSON.stringify(inOneOrder(value))));
    const isNote = notedKey(field) !== null;
    return heads
      .filter(({ value }) => !known.has(JSON.stringify(inOneOrder(value))) && !(isNote && value === null))
      .map(({ value }) => ({ field, value }));
  });
  const fields = new Set(added.map(({ field }) => field));
  return added.filter((one) => !isTraceKey(one.field) || tracedFields(one).some((field) => fields.has(field)));
}

/** Objects with their members in one order: two stores may give them in two. */
export function inOneOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOneOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, inOneOrder(each)]),
  );
}
