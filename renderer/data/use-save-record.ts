import { useState } from 'react';
import { type RecordId, uuidv7 } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import type { RecordDeclaration } from '../../shared/domain/declare-record.ts';
import { createFromFields, setFields } from '../../shared/domain/edit.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { pageClock, pageRandom } from './page-ports.ts';
import { useApply } from './use-apply.ts';

/** Where something that belongs to a new record is made. */
export interface MadePlace {
  readonly scope: string;
  readonly id: RecordId;
  newId(): RecordId;
}

export interface SaveRecord {
  /**
   * Saves values by field key (null clears), and what belongs to the record in the same action; resolves with the record's
   * id, or null when it is not on the disk.
   */
  save(
    values: Readonly<Record<string, Json>>,
    more?: (place: MadePlace) => readonly OperationDraft[],
  ): Promise<RecordId | null>;
  readonly saving: boolean;
}

/**
 * What a form does when it is sent: makes a record in a scope, or changes the one that was there when the form opened.
 * Only what its author saw then is replaced; what arrives while the form stands open stays beside it, to be settled.
 */
export function useSaveRecord(
  declaration: RecordDeclaration,
  from: RecordState | { readonly scope: string },
): SaveRecord {
  const [seen] = useState(from);
  const { apply, saving } = useApply();
  return {
    saving,
    async save(values, more) {
      const newId = () => uuidv7(pageClock, pageRandom);
      const place = { scope: seen.scope, id: 'id' in seen ? seen.id : newId() };
      const drafts = 'id' in seen ? setFields(declaration, seen, values) : createFromFields(declaration, place, values);
      const belonging = more?.({ ...place, newId }) ?? [];
      const saved = await apply(drafts.ok ? { ok: true as const, value: [...drafts.value, ...belonging] } : drafts);
      return saved.ok ? place.id : null;
    },
  };
}
