/** The operations of a planned import: one action, saved whole or not at all. */
import { type RecordId, type ScopeId, uuidv7 } from '../../base/ids.ts';
import type { Clock, Random } from '../../base/ports.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { createRecord, type EditFailure, setFields } from '../edit.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { enrolment } from '../training/enrolment.ts';
import { person } from '../training/person.ts';
import type { PlannedRow } from './plan-roster.ts';

export interface ImportPlace {
  readonly scope: ScopeId;
  readonly session: RecordId;
  readonly clock: Clock;
  readonly random: Random;
  /** States of the persons that may get something filled, by id. */
  readonly states: ReadonlyMap<RecordId, RecordState>;
  /** Who is on the roster already; those whom the drafts put on it are added. */
  readonly enrolled: Set<RecordId>;
  /** Lines whose suggestion somebody has accepted: they are that person and no new one. */
  readonly accepted: ReadonlySet<number>;
}

/** Everything that rows of a plan create and fill. Those that are the same, repeated or refused make nothing. */
export function draftsOfRows(rows: readonly PlannedRow[], place: ImportPlace): Result<OperationDraft[], EditFailure> {
  const drafts: OperationDraft[] = [];
  for (const row of rows) {
    const made = draftsOfRow(row, place);
    if (!made.ok) return fail(made.failure);
    drafts.push(...made.value);
  }
  return ok(drafts);
}

function draftsOfRow(row: PlannedRow, place: ImportPlace): Result<OperationDraft[], EditFailure> {
  if (row.verdict === 'same' || row.verdict === 'repeated' || row.verdict === 'refused') return ok([]);
  const { scope, session, clock, random, enrolled } = place;
  const drafts: OperationDraft[] = [];
  let id = row.person ?? (place.accepted.has(row.line) ? (row.maybe?.id ?? null) : null);
  if (id === null) {
    id = uuidv7(clock, random);
    const created = createRecord(person, { scope, id }, withoutEmpty(row.values));
    if (!created.ok) return fail(created.failure);
    drafts.push(...created.value);
  }
  const state = place.states.get(id);
  const fills = row.person === null ? otherSpelling(row) : row.fills;
  if (state !== undefined && Object.keys(fills).length > 0) {
    const filled = setFields(person, state, { ...fills } as Record<string, string>);
    if (!filled.ok) return fail(filled.failure);
    drafts.push(...filled.value);
  }
  if (row.verdict === 'fill' || enrolled.has(id)) return ok(drafts);
  enrolled.add(id);
  const values = { session, person: id, status: 'enrolled', registeredOn: row.registeredOn ?? undefined } as const;
  const placed = createRecord(enrolment, { scope, id: uuidv7(clock, random) }, values);
  if (!placed.ok) return fail(placed.failure);
  return ok([...drafts, ...placed.value]);
}

function withoutEmpty(values: PlannedRow['values']): Partial<PlannedRow['values']> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** An accepted suggestion keeps the spelling of the file, so that the same file finds the person by itself next time. */
function otherSpelling({ values, maybe }: PlannedRow): Partial<PlannedRow['values']> {
  return maybe?.transliteration === '' ? { transliteration: values.transliteration || values.name } : {};
}
