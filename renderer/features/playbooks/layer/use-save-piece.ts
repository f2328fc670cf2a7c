import { type RecordId, type ScopeId, uuidv7 } from '../../../../shared/base/ids.ts';
import type { Json } from '../../../../shared/base/json.ts';
import type { Result } from '../../../../shared/base/result.ts';
import { adaptation, adaptationPiece, baseOf, type Piece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { CorePlaybook } from '../../../../shared/domain/adaptation/core-playbook.ts';
import { createFromFields, type EditFailure } from '../../../../shared/domain/edit.ts';
import { keyAtEnd } from '../../../../shared/domain/order-keys.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import type { Layer } from './use-layers.ts';

export interface NewPiece extends Pick<Piece, 'kind' | 'step' | 'field' | 'language'> {
  readonly values: Readonly<Record<string, Json>>;
}

/** Makes a piece of a centre's layer, with the adaptation itself when it is the first. */
export function useSavePiece(core: CorePlaybook, layer: Layer | null, scope: ScopeId) {
  const { apply, saving } = useApply();
  const newId = (): RecordId => uuidv7(pageClock, pageRandom);
  return {
    saving,
    async create({ values, ...place }: NewPiece): Promise<boolean> {
      const known = layer?.adaptations[0]?.id;
      const parent = known ?? newId();
      const placeIn = layer?.scope ?? scope;
      const siblings = (layer?.pieces ?? []).filter(({ step }) => step === place.step);
      const fields = { ...values, ...place, adaptation: parent, order: keyAtEnd(siblings), base: baseOf(core, place) };
      const made = [
        ...(known === undefined
          ? [createFromFields(adaptation, { scope: placeIn, id: parent }, { playbook: core.id, base: core.edition })]
          : []),
        createFromFields(adaptationPiece, { scope: placeIn, id: newId() }, fields as Readonly<Record<string, Json>>),
      ];
      return (await apply(together(made))).ok;
    },
  };
}

function together(made: readonly Result<OperationDraft[], EditFailure>[]): Result<OperationDraft[], EditFailure> {
  const failed = made.find((each) => !each.ok);
  return failed ?? { ok: true, value: made.flatMap((each) => (each.ok ? each.value : [])) };
}
