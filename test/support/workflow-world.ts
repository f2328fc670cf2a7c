/** A playbook whose steps are edited and undone in memory, by the drafts that the editor saves. */
import type { Json } from '../../shared/base/json.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { type Step, step } from '../../shared/domain/step.ts';
import { undoDrafts } from '../../shared/domain/undo.ts';
import { isDeleted, viewOf } from '../../shared/domain/view.ts';
import { draftsOfChanges } from '../../shared/domain/workflow/drafts-of-changes.ts';
import type { Edited } from '../../shared/domain/workflow/edit-steps.ts';
import type { Flow } from '../../shared/domain/workflow/flow-draft.ts';
import { mergeOperation } from '../../shared/sync/merge.ts';

const place = { scope: 'scope', id: 'playbook' };

export type WorkflowWorld = ReturnType<typeof createWorkflowWorld>;

export function createWorkflowWorld() {
  const states = new Map<string, RecordState>();
  const history: (OperationDraft & { readonly id: string })[] = [];
  let count = 0;
  let made = 0;

  const put = (drafts: readonly OperationDraft[]): string[] =>
    drafts.map((draft) => {
      count += 1;
      const id = count.toString(16).padStart(32, '0');
      const origin = { author: 'me', device: 'me', incarnation: 'me' };
      const operation = { ...draft, id, tx: '', lamport: count, wall: count, schema: 1, origin };
      const merged = mergeOperation(states.get(draft.record) ?? null, operation, (other) =>
        history.some((past) => past.id === other),
      );
      if (merged !== null) states.set(draft.record, merged);
      history.push({ ...draft, id });
      return id;
    });
  const created = createRecord(playbook, place, { title: { en: 'A playbook' }, language: 'en' });
  if (!created.ok) throw new Error(created.failure.reason);
  put(created.value);

  const living = () => [...states.values()].filter((state) => state.type === 'step' && !isDeleted(state));
  const head = () => states.get(place.id) as RecordState;
  const views = (): readonly Step[] => living().map((state) => viewOf(step, state));
  return {
    newId: () => {
      made += 1;
      return `step-${String(made).padStart(4, '0')}`;
    },
    views,
    flow(): Flow {
      const { workflowStart = null, workflowException = null } = viewOf(playbook, head());
      return { steps: views(), start: workflowStart, exception: workflowException };
    },
    /** Every value by step, for comparison. */
    values: () => ({
      start: viewOf(playbook, head()).workflowStart,
      steps: views()
        .map(({ changedAt: _, ...view }) => view)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    }),
    /** Saves an edit; what it wrote, for its undo. Null when there was nothing to do. */
    save(edited: Edited): readonly OperationDraft[] | null {
      if (edited === null) return null;
      const drafts = draftsOfChanges(head(), living(), edited.changes);
      if (!drafts.ok) throw new Error(drafts.failure.kind);
      put(drafts.value);
      return drafts.value;
    },
    set(record: string, values: Readonly<Record<string, Json>>): void {
      const drafts = setFields(step, states.get(record) as RecordState, values);
      if (!drafts.ok) throw new Error(drafts.failure.kind);
      put(drafts.value);
    },
    /** Undoes the drafts that were saved last. */
    undo(drafts: readonly OperationDraft[]): void {
      const operations = new Set(history.slice(-drafts.length).map(({ id }) => id));
      const records = [...new Set(drafts.map(({ record }) => record))].map((id) => ({
        state: states.get(id) as RecordState,
        history: history.filter(({ record }) => record === id),
        // Steps made with the playbook are in the same action.
        children: [],
      }));
      const undone = undoDrafts({ operations, echoes: new Map() }, records);
      if (!undone.ok) throw new Error(undone.failure.kind);
      put(undone.value.map(({ draft }) => draft));
    },
  };
}
