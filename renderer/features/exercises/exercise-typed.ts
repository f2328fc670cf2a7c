/** What stands in the form of an exercise, and the fields that it becomes. Pure. */
import type { Json } from '../../../shared/base/json.ts';
import { objective } from '../../../shared/domain/conduct/objective.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { Exercise, ExerciseKind, ExerciseState } from '../../../shared/domain/exercise.ts';
import { keyBetween } from '../../../shared/domain/order-keys.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { keyedDays, zoneHere } from '../../ui/typed-days.ts';

/** Roles that several people have; who leads has a field of their own. */
export const namedRoles = ['controllers', 'evaluators', 'simulators', 'players', 'observers'] as const;
type NamedRole = (typeof namedRoles)[number];

export interface TypedExercise extends Readonly<Record<NamedRole, string>> {
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
  readonly leadEvaluator: string;
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
    leadEvaluator: exercise?.leadEvaluator ?? '',
    ...namesOf((role) => (exercise?.[role] ?? []).join('\n')),
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
    leadEvaluator: text(values.leadEvaluator),
    ...namesOf((role) => linesOf(values[role])),
    playbooks: [...values.playbooks],
    marking: values.marking,
  };
}

function namesOf<T>(of: (role: NamedRole) => T): Record<NamedRole, T> {
  return Object.fromEntries(namedRoles.map((role) => [role, of(role)])) as Record<NamedRole, T>;
}

/** The objectives of a new exercise, typed one on each line: records of their own ([EX1]). */
export function draftsOfObjectives(
  { objectives, language }: Pick<TypedExercise, 'objectives' | 'language'>,
  place: { readonly scope: string; readonly id: string; newId(): string },
): OperationDraft[] {
  let order: string | undefined;
  return linesOf(objectives).flatMap((line) => {
    order = keyBetween(order, undefined);
    const values = { exercise: place.id, text: { [language]: line }, language, order };
    const made = createRecord(objective, { scope: place.scope, id: place.newId() }, values);
    return made.ok ? made.value : [];
  });
}
