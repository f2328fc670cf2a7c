import { useState } from 'react';
import type { RecordId } from '../../shared/base/ids.ts';
import { deleteRecord, restoreRecord } from '../../shared/domain/edit.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { useEngine } from './engine-context.tsx';
import { useApply } from './use-apply.ts';

export interface Deleting<W> {
  /** What was deleted last and can be brought back. */
  readonly deleted: W | null;
  /** Deletes records in one action; `what` says what they were. Whether they are gone. */
  remove(ids: readonly RecordId[], what: W): Promise<boolean>;
  undo(): Promise<void>;
}

/** Deletes at once and offers the way back, instead of asking first. */
export function useDelete<W>(): Deleting<W> {
  const engine = useEngine();
  const { apply } = useApply();
  const [last, setLast] = useState<{ readonly ids: readonly RecordId[]; readonly what: W } | null>(null);
  return {
    deleted: last?.what ?? null,
    async remove(ids, what) {
      const states = await engine.open(ids);
      const drafts = states.flatMap((state) => {
        const declaration = declarationOf(state.type);
        const deletion = declaration && deleteRecord(declaration, state);
        return deletion?.ok ? deletion.value : [];
      });
      const saved = await apply(drafts);
      if (saved.ok) setLast({ ids, what });
      return saved.ok;
    },
    async undo() {
      if (last === null) return;
      // opened anew: the delete itself is what a restore supersedes
      const saved = await apply((await engine.open(last.ids)).flatMap(restoreRecord));
      if (saved.ok) setLast(null);
    },
  };
}
