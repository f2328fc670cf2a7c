import { useRef, useState } from 'react';
import type { OperationId } from '../../../shared/base/ids.ts';
import type { RecordView } from '../../../shared/domain/declare-record.ts';
import { checkValue } from '../../../shared/domain/edit.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';

export interface FieldEdit {
  /** Remembers what the editor sees now: it is what the edit supersedes. */
  begin(): void;
  /** One operation for the value; true when it is on the disk. */
  save(value: string): Promise<boolean>;
  readonly savedAt: number | null;
}

/**
 * Edits one field. An edit supersedes the heads that its author had in front of him when he began, and his own later
 * ones; what arrived meanwhile stays beside it as a conflict, for a person to settle.
 */
export function useFieldEdit(record: RecordView, field: string): FieldEdit {
  const engine = useEngine();
  const { apply } = useApply();
  const seen = useRef<Promise<readonly OperationId[]> | null>(null);
  // The value that is saved or on its way: leaving the field right after a pause must not save it again.
  const latest = useRef<string | null>(null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const headsNow = async () => {
    const [state] = await engine.open([record.id]);
    return (state?.fields[field] ?? []).map((head) => head.id);
  };
  return {
    savedAt,
    begin() {
      latest.current = null;
      seen.current = headsNow();
    },
    async save(text) {
      const declaration = declarationOf(record.type);
      const value = text.trim() === '' ? null : text;
      if (declaration === undefined || !checkValue(declaration, field, value).ok) return false;
      if (latest.current === text) return true;
      latest.current = text;
      const supersedes = await (seen.current ?? headsNow());
      const place = { scope: record.scope, type: record.type, record: record.id };
      const saved = await apply([{ ...place, kind: 'set', field, value, supersedes }]);
      if (!saved.ok) {
        latest.current = null;
        return false;
      }
      // The first is the text; what the engine saved beside it is not of this field.
      seen.current = Promise.resolve(saved.value.operations.slice(0, 1));
      setSavedAt(Date.now());
      return true;
    },
  };
}
