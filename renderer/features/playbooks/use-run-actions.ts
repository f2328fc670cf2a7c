import { useCallback, useState } from 'react';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { type Run, type RunEvent, type RunEventKind, runEvent } from '../../../shared/domain/run.ts';
import type { StepProgress } from '../../../shared/domain/run-progress.ts';
import { type Photo, useKeepPhotos } from '../../data/attachments/use-photos.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';

export type RunEntry = Partial<Pick<RunEvent, 'step' | 'text' | 'choice' | 'authority' | 'to' | 'until' | 'timer'>>;

export interface RunActions {
  /** Saves one event; true when it is on this disk. Until then the screen says nothing of it. */
  note(kind: RunEventKind, entry: RunEntry): Promise<boolean>;
  /** Keeps a photo taken at a step, with what it shows ([RN6]). */
  photo(step: string, photo: Photo, text: string): Promise<boolean>;
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
  const keepPhotos = useKeepPhotos(run.scope);
  const event = useCallback(
    (kind: RunEventKind, entry: RunEntry & Pick<RunEvent, 'file'>) => {
      const place = { scope: run.scope, id: uuidv7(pageClock, pageRandom) };
      return createRecord(runEvent, place, { run: run.id, kind, at: pageClock.now(), by: name, ...entry });
    },
    [name, run.id, run.scope],
  );
  const save = useCallback(
    async (drafts: Parameters<typeof apply>[0]) => {
      const saved = await apply(drafts);
      setFailed(!saved.ok);
      return saved.ok;
    },
    [apply],
  );
  const note = useCallback<RunActions['note']>(
    (kind, entry) => save(event(kind, { file: undefined, ...entry })),
    [save, event],
  );
  const photo: RunActions['photo'] = async (step, picked, text) => {
    const kept = await keepPhotos(run.id, [picked]);
    if (kept === null) return false;
    const made = event('photo', { step, text: text === '' ? undefined : text, file: kept.ids[0] });
    return save(made.ok ? [...kept.drafts, ...made.value] : made);
  };
  const take = useCallback<RunActions['take']>(
    async (step) => step !== undefined && note(step.takenBy === name ? 'given-back' : 'taken', { step: step.step }),
    [note, name],
  );
  return { note, photo, take, saving, failed };
}
