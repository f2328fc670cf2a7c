/** The bench's records and changes as Waypost has them: findings, each text in a field of its language. */
import type { Json } from '../../../shared/base/json.ts';
import { createFromFields } from '../../../shared/domain/edit.ts';
import { existenceField, type OperationDraft } from '../../../shared/domain/record-state.ts';
import { finding } from '../../../shared/domain/review/finding.ts';
import { runEvent } from '../../../shared/domain/run.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import type { BenchRecord, Change, NewFinding, NewTick } from './peer.ts';

const localised = new Set(['title', 'observation']);

/** The field's key in a record of this language. */
export function keyOf(field: string, language: string): string {
  return localised.has(field) ? `${field}.${language}` : field;
}

/** An operation as a change of a flat record: the field that its key stands for, and its value; a record's existence is the field `gone`. */
export function changeIn({
  record: id,
  field,
  kind,
  value,
}: Pick<Operation, 'record' | 'field' | 'kind' | 'value'>): Change {
  if (field === existenceField) return { id, field: 'gone', value: kind === 'delete' ? 'yes' : 'no' };
  return { id, field: field.split('.')[0] as Change['field'], value: String(value) };
}

/** The drafts that make a record: one create, one value for each field. */
export function draftsOf({ id, scope, ...fields }: BenchRecord | NewFinding): OperationDraft[] {
  const values: Record<string, Json> = {};
  for (const [field, value] of Object.entries(fields)) values[keyOf(field, fields.language)] = value;
  const made = createFromFields(finding, { scope, id }, values);
  if (!made.ok) throw new Error(`${id}: ${made.failure.kind}`);
  return made.value;
}

/** The drafts of a step that was ticked off. */
export function draftsOfTick({ id, scope, review: run, ...values }: NewTick): OperationDraft[] {
  const made = createFromFields(runEvent, { scope, id }, { run, ...values });
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
