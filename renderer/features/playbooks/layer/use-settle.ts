import type { Json } from '../../../../shared/base/json.ts';
import { adaptation, adaptationPiece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { CorePlaybook } from '../../../../shared/domain/adaptation/core-playbook.ts';
import type { Decision } from '../../../../shared/domain/adaptation/rebase.ts';
import { type Answer, settle } from '../../../../shared/domain/adaptation/settle.ts';
import { deleteRecord, setFields } from '../../../../shared/domain/edit.ts';
import type { OperationDraft, RecordState } from '../../../../shared/domain/record-state.ts';
import { useEngine } from '../../../data/engine-context.tsx';
import { useApply } from '../../../data/use-apply.ts';
import type { Layer } from './use-layers.ts';

/**
 * Writes an answer to a decision as one action, which one undo takes back. With the last one, or when nothing is left to
 * decide, the adaptation says to which edition of the core it was brought ([AD6]).
 */
export function useSettle(core: CorePlaybook, layer: Layer) {
  const engine = useEngine();
  const { apply, saving } = useApply();
  const adaptations = layer.adaptations.map(({ id }) => id);
  const brought = async (): Promise<OperationDraft[]> =>
    (await engine.open(adaptations)).flatMap((state) => {
      const drafts = setFields(adaptation, state, { base: core.edition });
      return drafts.ok ? drafts.value : [];
    });
  return {
    saving,
    async decide(decision: Decision, answer: Answer, isLast: boolean): Promise<boolean> {
      const settled = settle(decision, answer, core);
      if (settled === null) return false;
      const states = await engine.open([...settled.values.keys(), ...settled.removed]);
      const drafts = states.flatMap((state) => draftsOn(state, settled.values.get(state.id)));
      return (await apply([...drafts, ...(isLast ? await brought() : [])])).ok;
    },
    /** Everything carries over: says that somebody looked. */
    async confirm(): Promise<boolean> {
      return (await apply(await brought())).ok;
    },
  };
}

function draftsOn(state: RecordState, values: Readonly<Record<string, Json>> | undefined): readonly OperationDraft[] {
  const drafts =
    values === undefined ? deleteRecord(adaptationPiece, state) : setFields(adaptationPiece, state, values);
  return drafts.ok ? drafts.value : [];
}
