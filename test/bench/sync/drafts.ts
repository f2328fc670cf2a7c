/** The bench's records and changes as Waypost has them: findings, each text in a field of its language. */
import type { Json } from '../../../shared/base/json.ts';
import { createFromFields } from '../../../shared/domain/edit.ts';
import { existenceField, type OperationDraft } from '../../../shared/domain/record-state.ts';
import { finding } from '../../../shared/domain/review/finding.ts';
import type { BenchRecord, Change } from './peer.ts';

const localised = new Set(['title', 'observation']);

/** The field's key in a record of this language. */
export function keyOf(field: string, language: string): string {
  return localised.has(field) ? `${field}.${language}` : field;
}

/** The field that a key stands for. */
export function fieldOf(key: string): Change['field'] {
  return key.split('.')[0] as Change['field'];
}

/** The drafts that make a record: one create, one value for each field. */
export function draftsOf({ id, scope, ...fields }: BenchRecord): OperationDraft[] {
  const values: Record<string, Json> = {};
  for (const [field, value] of Object.entries(fields)) values[keyOf(field, fields.language)] = value;
  const made = createFromFields(finding, { scope, id }, values);
  if (!made.ok) throw new Error(`${id}: ${made.failure.kind}`);
  return made.value;
}

/** The smallest records there are, for when what counts is how many: two operations each. */
export function smallest(scope: string): OperationDraft[] {
  const base = { scope, type: finding.type, record: crypto.randomUUID(), supersedes: [] };
  return [
    { ...base, kind: 'create', field: existenceField, value: null },
    { ...base, kind: 'set', field: 'reference', value: 'SOP 4.12' },
  ];
}
