import type { RecordId } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import type { RecordDeclaration } from '../../shared/domain/declare-record.ts';
import { setFields } from '../../shared/domain/edit.ts';
import { useEngine } from './engine-context.tsx';
import { useApply } from './use-apply.ts';

export interface SetFields {
  /** Sets values by field key of a record as it is on the disk now; true when that is saved. */
  set(declaration: RecordDeclaration, id: RecordId, values: Readonly<Record<string, Json>>): Promise<boolean>;
  readonly saving: boolean;
}

/** For a press that says one thing: a state, a place in an order. Forms use `useSaveRecord`. */
export function useSetFields(): SetFields {
  const engine = useEngine();
  const { apply, saving } = useApply();
  return {
    saving,
    async set(declaration, id, values) {
      const [state] = await engine.open([id]);
      if (state === undefined) return false;
      return (await apply(setFields(declaration, state, values))).ok;
    },
  };
}
