import { type KeyboardEvent, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../shared/base/ids.ts';
import { renameCase } from '../../../shared/domain/workflow/edit-branches.ts';
import {
  addStepAfter,
  type DoneKind,
  type Edited,
  moveStep,
  moveStepAfter,
  type NewId,
  removeStep,
  wrapStep,
} from '../../../shared/domain/workflow/edit-steps.ts';
import type { Flow } from '../../../shared/domain/workflow/flow-draft.ts';
import { placeBeside } from '../../../shared/domain/workflow/moves-in-outline.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import type { EditorPlace } from './use-editor-place.ts';
import type { EditFlow } from './use-flow-edit.ts';

/** What is done to steps by a press or a key; each says what came of it and leaves the focus where one goes on. */
export interface StepActs {
  run(edit: (flow: Flow, newId: NewId) => Edited): Promise<void>;
  addAfter(id: RecordId, kind: DoneKind): Promise<void>;
  move(id: RecordId, by: -1 | 1): Promise<void>;
  /** Right after another step. */
  moveAfter(id: RecordId, target: RecordId): Promise<void>;
  wrap(id: RecordId, kind: 'if-condition' | 'parallel'): Promise<void>;
  remove(id: RecordId): Promise<void>;
  /** Another label for a case; the focus stays where it went. */
  rename(id: RecordId, from: string, to: string): Promise<void>;
}

export function useStepActs(edit: EditFlow, { selected, select }: EditorPlace): StepActs {
  const { t } = useTranslation('playbooks');
  const announce = useAnnounce();
  const run = useCallback<StepActs['run']>(
    async (make) => {
      const edited = await edit(make);
      // Whoever changes where the open step leads stays where he is.
      if (edited?.focus && edited.focus !== selected) select(edited.focus, 'name');
    },
    [edit, select, selected],
  );
  return useMemo(
    () => ({
      run,
      addAfter: (id, kind) => run((flow, newId) => addStepAfter(flow, id, kind, newId)),
      wrap: (id, kind) => run((flow, newId) => wrapStep(flow, id, kind, newId)),
      async move(id, by) {
        const edited = await edit((flow, newId) => {
          const place = placeBeside(flow, id, by);
          return place === null ? null : moveStep(flow, id, place, newId);
        });
        announce(edited === null ? t('editor.atEdge') : t('editor.moved'));
        if (edited !== null) select(id, 'row');
      },
      async moveAfter(id, target) {
        const edited = await edit((flow, newId) => moveStepAfter(flow, id, target, newId));
        announce(edited === null ? t('editor.atEdge') : t('editor.moved'));
        if (edited !== null) select(id, 'row');
      },
      async remove(id) {
        const edited = await edit((flow, newId) => removeStep(flow, id, newId));
        if (edited === null) return;
        announce(t('editor.removed', { count: edited.removed }));
        if (edited.focus !== null) select(edited.focus, 'row');
      },
      async rename(id, from, to) {
        await edit((flow) => renameCase(flow, id, from, to));
      },
    }),
    [run, edit, select, announce, t],
  );
}

/**
 * Does what the key of a step means: N a new one after it, P something at the same time, Delete takes it away. By the place of
 * the key: letters of ours are not on every keyboard. False when the key means nothing.
 */
export function actOfKey(event: KeyboardEvent, id: string, acts: StepActs): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.code === 'KeyN') void acts.addAfter(id, 'action');
  else if (event.code === 'KeyP') void acts.wrap(id, 'parallel');
  else if (event.key === 'Delete') void acts.remove(id);
  else return false;
  return true;
}
