/** What stands in the form of an exercise, and the fields that it becomes. Pure. */
import type { Json } from '../../../shared/base/json.ts';
import type { Exercise, ExerciseKind, ExerciseState } from '../../../shared/domain/exercise.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { keyedDays, zoneHere } from '../../ui/typed-days.ts';

export interface TypedExercise {
  readonly language: string;
  readonly title: string;
  readonly reference: string;
  readonly kind: ExerciseKind;
  readonly state: ExerciseState;
  readonly place: string;
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
  readonly objectives: string;
  readonly extent: string;
  readonly scenario: string;
  readonly organisations: string;
  readonly director: string;
  readonly playbooks: readonly string[];
  readonly marking: TlpLevel;
}

/** The form of an exercise, in the language it was written in; a new one in the language of the interface. */
export function typedOf(exercise: Exercise | undefined, language: string): TypedExercise {
  const written = exercise?.language ?? language;
  return {
    language: written,
    title: exercise?.title[written] ?? '',
    reference: exercise?.reference ?? '',
    kind: exercise?.kind ?? 'tabletop',
    state: exercise?.state ?? 'planned',
    place: exercise?.place ?? '',
    timeZone: exercise?.timeZone ?? zoneHere(),
    start: exercise?.start ?? '',
    end: exercise?.end ?? '',
    objectives: exercise?.objectives[written] ?? '',
    extent: exercise?.extent[written] ?? '',
    scenario: exercise?.scenario[written] ?? '',
    organisations: (exercise?.organisations ?? []).join('\n'),
    director: exercise?.director ?? '',
    playbooks: exercise?.playbooks ?? [],
    marking: exercise?.marking ?? 'TLP:AMBER',
  };
}

/** By field key, as a save takes them; what is empty is cleared. */
export function keyed(values: TypedExercise): Record<string, Json> {
  const text = (typed: string) => typed.trim() || null;
  const { language } = values;
  return {
    language,
    [`title.${language}`]: text(values.title),
    reference: text(values.reference),
    kind: values.kind,
    state: values.state,
    place: text(values.place),
    timeZone: values.timeZone,
    ...keyedDays(values),
    [`objectives.${language}`]: text(values.objectives),
    [`extent.${language}`]: text(values.extent),
    [`scenario.${language}`]: text(values.scenario),
    organisations: linesOf(values.organisations),
    director: text(values.director),
    playbooks: [...values.playbooks],
    marking: values.marking,
  };
}
