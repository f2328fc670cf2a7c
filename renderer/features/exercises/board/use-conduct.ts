import { useCallback, useState } from 'react';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import {
  endConduct,
  type FactPlace,
  type InjectDeed,
  noteDeed,
  noteObservation,
  startConduct,
  switchScenario,
} from '../../../../shared/domain/conduct/conduct-commands.ts';
import type { Exercise } from '../../../../shared/domain/exercise.ts';
import { type Photo, useKeepPhotos } from '../../../data/attachments/use-photos.ts';
import { useEngine, useProfile } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import type { OpenExercise } from '../use-open-exercise.ts';

/** Makes the place of a new fact in an exercise: now, by the person before the screen. */
export function useFactPlace({ id, scope }: Pick<Exercise, 'id' | 'scope'>): () => FactPlace {
  const { name } = useProfile();
  return useCallback(
    () => ({ scope, exercise: id, id: uuidv7(pageClock, pageRandom), by: name, at: pageClock.now() }),
    [id, scope, name],
  );
}

export interface Seen {
  readonly text: string;
  readonly language: string;
  readonly objective: string;
  readonly inject: string | null;
  readonly photos: readonly Photo[];
}

/** Each resolves with true when it is on this disk; until then the screen says nothing of it. */
export interface ConductActions {
  start(base: number): Promise<boolean>;
  end(): Promise<boolean>;
  switchScenario(): Promise<boolean>;
  note(inject: string, deed: InjectDeed): Promise<boolean>;
  observe(seen: Seen): Promise<boolean>;
  readonly saving: boolean;
  /** The last save failed; the banner over the screen says why. */
  readonly failed: boolean;
}

type Drafts = Parameters<ReturnType<typeof useApply>['apply']>[0];

/** Everything that happens in an exercise is one more fact: nothing is changed, nothing is taken away ([EX4], [EX7]). */
export function useConduct({ exercise, conduct, events, injects }: OpenExercise): ConductActions {
  const engine = useEngine();
  const newPlace = useFactPlace(exercise);
  const { apply, saving } = useApply();
  const [failed, setFailed] = useState(false);
  const keepPhotos = useKeepPhotos(exercise.scope);
  const save = async (drafts: Drafts): Promise<boolean> => {
    const saved = await apply(drafts);
    setFailed(!saved.ok);
    return saved.ok;
  };
  const stateOf = async () => (await engine.open([exercise.id]))[0];
  return {
    saving,
    failed,
    async start(base) {
      const state = await stateOf();
      return state !== undefined && save(startConduct(newPlace(), conduct, { injects, base, state }));
    },
    async end() {
      const state = await stateOf();
      return state !== undefined && save(endConduct(newPlace(), conduct, state));
    },
    switchScenario: () => save(switchScenario(newPlace(), conduct, events)),
    note: (inject, deed) => save(noteDeed(newPlace(), conduct, { inject, standing: conduct.standingOf(inject), deed })),
    async observe({ text, language, objective, inject, photos }) {
      const place = newPlace();
      const noted = noteObservation(place, conduct, {
        text,
        language,
        objective: objective || undefined,
        inject: inject ?? undefined,
      });
      const kept = await keepPhotos(place.id, photos);
      return kept !== null && save(noted.ok ? [...noted.value, ...kept.drafts] : noted);
    },
  };
}
