/** The operations of one edit of a workflow, from its changes and the records as they stand. */
import type { RecordId } from '../../base/ids.ts';
import { ok, type Result } from '../../base/result.ts';
import { createFromFields, deleteRecord, type EditFailure, setFields } from '../edit.ts';
import { playbook as playbookDeclaration } from '../playbook.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { step as stepDeclaration } from '../step.ts';
import type { FlowChange } from './flow-draft.ts';

/** `states` are the playbook and its steps. What is not among them any more is left alone. */
export function draftsOfChanges(
  playbook: RecordState,
  states: readonly RecordState[],
  changes: readonly FlowChange[],
): Result<readonly OperationDraft[], EditFailure> {
  const byId = new Map<RecordId, RecordState>(states.map((state) => [state.id, state]));
  const drafts: OperationDraft[] = [];
  for (const change of changes) {
    const made = draftsOfChange(playbook, byId, change);
    if (!made.ok) return made;
    drafts.push(...made.value);
  }
  return ok(drafts);
}

function draftsOfChange(
  playbook: RecordState,
  byId: ReadonlyMap<RecordId, RecordState>,
  change: FlowChange,
): Result<readonly OperationDraft[], EditFailure> {
  if (change.kind === 'header') return setFields(playbookDeclaration, playbook, change.values);
  if (change.kind === 'create') {
    const place = { scope: playbook.scope, id: change.record };
    return createFromFields(stepDeclaration, place, { playbook: playbook.id, ...change.values });
  }
  const state = byId.get(change.record);
  if (state === undefined) return ok([]);
  if (change.kind === 'set') return setFields(stepDeclaration, state, change.values);
  return deleteRecord(stepDeclaration, state);
}
