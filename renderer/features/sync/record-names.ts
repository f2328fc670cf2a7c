/** What records are called: "Clear and cordon", a step of "Unattended item at a transport hub". */
import { queryOptions } from '@tanstack/react-query';
import type { RecordId } from '../../../shared/base/ids.ts';
import type { Json } from '../../../shared/base/json.ts';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { pickListed, type ShownText } from '../../../shared/domain/localised.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { shownValue } from '../../../shared/domain/view.ts';
import type { LiveEngine } from '../../data/live-engine.ts';

export interface RecordName {
  readonly id: RecordId;
  readonly type: string;
  /** Null for a record without a title, and for one of a type that has none (an entry of a run). */
  readonly name: ShownText | null;
  /** The record that it belongs to, when there is one on this disk. */
  readonly parent: RecordName | null;
}

const nameFields: Readonly<Record<string, string>> = {
  playbook: 'title',
  step: 'name',
  run: 'playbookTitle',
  attachment: 'name',
  course: 'title',
  session: 'reference',
  person: 'name',
  placement: 'reference',
  exercise: 'title',
  objective: 'text',
  'course-module': 'title',
  'assessment-item': 'title',
  competency: 'name',
  inject: 'title',
  'guide-item': 'text',
  review: 'title',
  finding: 'title',
  action: 'text',
};

/** Names of records and of what they belong to, by id. Records that are not on this disk are left out. */
export function recordNamesQuery(engine: LiveEngine, ids: readonly RecordId[], language: string) {
  const wanted = [...new Set(ids)].sort();
  return queryOptions({
    queryKey: ['sync', 'names', language, wanted] as const,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    placeholderData: (before: ReadonlyMap<RecordId, RecordName> | undefined) => before,
    queryFn: async (): Promise<ReadonlyMap<RecordId, RecordName>> => namesOf(engine, wanted, language),
  });
}

async function namesOf(engine: LiveEngine, ids: readonly RecordId[], language: string) {
  const states = new Map<RecordId, RecordState>();
  let missing = ids;
  // A run event belongs to a run, and the run to a playbook: two steps up are all there is.
  for (let depth = 0; depth < 3 && missing.length > 0; depth += 1) {
    for (const state of await engine.open(missing)) states.set(state.id, state);
    missing = [...new Set([...states.values()].flatMap((state) => parentOf(state) ?? []))].filter(
      (id) => !states.has(id),
    );
  }
  const named = (id: RecordId, depth = 0): RecordName | null => {
    const state = states.get(id);
    if (state === undefined || depth > 3) return null;
    const parent = parentOf(state);
    return { id, type: state.type, name: nameOf(state, language), parent: parent ? named(parent, depth + 1) : null };
  };
  return new Map(ids.flatMap((id) => (states.has(id) ? [[id, named(id) as RecordName] as const] : [])));
}

/** The shown values of a record by field key. */
export function shownValues(state: RecordState): Record<string, Json> {
  const values: Record<string, Json> = {};
  const fields = declarationOf(state.type)?.fields ?? {};
  for (const key of Object.keys(state.fields)) {
    const field = fields[splitFieldKey(key)[0]];
    if (field) values[key] = shownValue(state, key, field.merge);
  }
  return values;
}

function nameOf(state: RecordState, language: string): ShownText | null {
  const field = nameFields[state.type];
  if (field === undefined) return null;
  const values = shownValues(state);
  const plain = values[field];
  if (typeof plain === 'string') return { text: plain, lang: String(values.language ?? language) };
  return pickListed(values, field, language);
}

function parentOf(state: RecordState): RecordId | null {
  const field = declarationOf(state.type)?.parent;
  const value = field ? (shownValues(state)[field] ?? null) : null;
  return typeof value === 'string' ? value : null;
}
