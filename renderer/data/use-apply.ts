import { useCallback, useState, useSyncExternalStore } from 'react';
import { fail, type Result } from '../../shared/base/result.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { ApplyFailure, Saved } from '../../shared/sync/engine-api.ts';
import { raiseNotice } from './data-notice-store.ts';
import { useEngine, useProfile } from './engine-context.tsx';
import { createObservable } from './observable.ts';
import { rememberAction } from './remember-action.ts';

const underWay = createObservable(0);

/** How many saves are not yet on the disk; the mark in the rail is empty meanwhile. */
export function useSavesUnderWay(): number {
  return useSyncExternalStore(underWay.subscribe, underWay.get);
}

export interface Apply {
  /**
   * Saves drafts as one action of the current person. Ok means: on this disk, fsynced. A failure is also shown in the
   * banner over the screen, so a caller need only keep what was typed. Drafts may come as the Result of a command.
   */
  apply<F>(
    drafts: readonly OperationDraft[] | Result<readonly OperationDraft[], F>,
  ): Promise<Result<Saved, ApplyFailure | F>>;
  readonly saving: boolean;
}

/** Saves edits. Nothing to save succeeds at once and makes no operation. */
export function useApply(): Apply {
  const engine = useEngine();
  const { person, may } = useProfile();
  const [pending, setPending] = useState(0);
  const apply = useCallback<Apply['apply']>(
    async (input) => {
      const given = 'ok' in input ? input : { ok: true as const, value: input };
      if (!given.ok) return fail(given.failure);
      if (given.value.length === 0) return { ok: true, value: { tx: '', operations: [] } };
      setPending((count) => count + 1);
      underWay.set(underWay.get() + 1);
      try {
        const saved = await engine.apply(person, given.value);
        if (saved.ok) rememberAction({ person, may }, given.value, saved.value);
        else raiseNotice({ kind: 'save-failed', failure: saved.failure });
        return saved;
      } finally {
        underWay.set(underWay.get() - 1);
        setPending((count) => count - 1);
      }
    },
    [engine, person, may],
  );
  return { apply, saving: pending > 0 };
}
