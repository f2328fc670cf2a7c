import { useCallback } from 'react';
import { type RecordId, uuidv7 } from '../../../shared/base/ids.ts';
import { playbook as playbookDeclaration } from '../../../shared/domain/playbook.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { step } from '../../../shared/domain/step.ts';
import { isDeleted, viewOf } from '../../../shared/domain/view.ts';
import { draftsOfChanges } from '../../../shared/domain/workflow/drafts-of-changes.ts';
import type { Edited, NewId } from '../../../shared/domain/workflow/edit-steps.ts';
import type { Flow } from '../../../shared/domain/workflow/flow-draft.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';

/** Makes the id of a record of this page. */
export const newRecordId: NewId = () => uuidv7(pageClock, pageRandom);

export interface FlowEdited {
  /** The step to go on with. */
  readonly focus: RecordId | null;
  readonly removed: number;
}

/** Steps opened between two turns of the page. */
const openedAtOnce = 400;

/** Saves an edit as one action, made on the steps as they are on the disk now; null when nothing was to be done or saved. */
export type EditFlow = (edit: (flow: Flow, newId: NewId) => Edited) => Promise<FlowEdited | null>;

export function useFlowEdit(playbook: RecordId): EditFlow {
  const engine = useEngine();
  const { apply } = useApply();
  return useCallback(
    async (edit) => {
      const entries = await engine.list({ type: step.type, parent: playbook });
      const [head] = await engine.open([playbook]);
      const states: RecordState[] = [];
      // In pieces: thousands of steps at once would keep the page from answering while they come over.
      for (let at = 0; at < entries.length; at += openedAtOnce) {
        states.push(...(await engine.open(entries.slice(at, at + openedAtOnce).map(({ id }) => id))));
      }
      if (head?.type !== playbookDeclaration.type) return null;
      const living = states.filter((state) => !isDeleted(state));
      const { workflowStart = null, workflowException = null } = viewOf(playbookDeclaration, head);
      const steps = living.map((state) => viewOf(step, state));
      const edited = edit({ steps, start: workflowStart, exception: workflowException }, newRecordId);
      if (edited === null) return null;
      const saved = await apply(draftsOfChanges(head, living, edited.changes));
      if (!saved.ok) return null;
      const gone = edited.changes.flatMap((change) => (change.kind === 'remove' ? change.record : []));
      const removed = steps.filter(({ id, kind }) => gone.includes(id) && kind !== 'end').length;
      return { focus: edited.focus, removed };
    },
    [engine, apply, playbook],
  );
}
