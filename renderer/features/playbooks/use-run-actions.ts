import { useCallback, useState } from 'react';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { type Run, type RunEvent, type RunEventKind, runEvent } from '../../../shared/domain/run.ts';
import type { StepProgress } from '../../../shared/domain/run-progress.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';

export type RunEntry = Partial<Pick<RunEvent, 'step' | 'text' | 'choice' | 'authority' | 'to'>>;

export interface RunActions {
  /** Saves one event; true when it is on this disk. Until then the screen says nothing of it. */
  note(kind: RunEventKind, entry: RunEntry): Promise<boolean>;
  /** Says that this person does the step, or gives it back when they already do. */
  take(step: StepProgress | undefined): Promise<boolean>;
  readonly saving: boolean;
  /** The last save failed; the banner over the screen says why. */
  readonly failed: boolean;
}

/** Everything that happens in a run is one more event: nothing is changed, nothing is taken away. */
export function useRunActions(run: Run): RunActions {
  const { name } = useProfile();
  const { apply, saving } = useApply();
  const [failed, setFailed] = useState(false);
  const note = useCallback<RunActions['note']>(
    async (kind, entry) => {
      const place = { scope: run.scope, id: uuidv7(pageClock, pageRandom) };
      const at = pageClock.now();
      const saved = await apply(createRecord(runEvent, place, { run: run.id, kind, at, by: name, ...entry }));
      setFailed(!saved.ok);
      return saved.ok;
    },
    [apply, name, run.id, run.scope],
  );
  const take = useCallback<RunActions['take']>(
    async (step) => step !== undefined && note(step.takenBy === name ? 'given-back' : 'taken', { step: step.step }),
    [note, name],
  );
  return { note, take, saving, failed };
}
