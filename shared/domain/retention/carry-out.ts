/** The operations by which a rule is carried out: ordinary deletes, or fields that are cleared. Pure. */
import { ok, type Result } from '../../base/result.ts';
import { deleteRecord, type RecordAppendOnly, setFields } from '../edit.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { namingFields, type Rule } from './retention-rule.ts';

/** What a rule does to a record and what belongs to it, the record first. What is never changed stays as it is ([RT5]). */
export function draftsOfRule(
  { action }: Pick<Rule, 'action'>,
  family: readonly RecordState[],
): Result<OperationDraft[], RecordAppendOnly> {
  const drafts: OperationDraft[] = [];
  for (const state of family) {
    const declaration = declarationOf(state.type);
    if (declaration === undefined || declaration.appendOnly) continue;
    const made = action === 'remove' ? deleteRecord(declaration, state) : setFields(declaration, state, cleared(state));
    // A null is good for every field.
    if (made.ok) drafts.push(...made.value);
  }
  return ok(drafts);
}

function cleared({ type, fields }: RecordState): Record<string, null> {
  const named = (namingFields[type] ?? []).filter((name) => fields[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, null]));
}
