/** What the list of exercises shows, from catalogue entries. Pure. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import {
  type ExerciseKind,
  type ExerciseState,
  exerciseKinds,
  exerciseStates,
} from '../../../shared/domain/exercise.ts';
import { pickListed, type ShownText } from '../../../shared/domain/localised.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';

export interface ExerciseRow {
  readonly id: string;
  readonly scope: string;
  readonly title: ShownText | null;
  readonly reference: string | undefined;
  readonly kind: ExerciseKind | undefined;
  /** Planned until somebody says otherwise. */
  readonly state: ExerciseState;
  readonly place: string | undefined;
  readonly start: string;
  readonly end: string | undefined;
  readonly organisations: readonly string[];
  readonly marking: TlpLevel | undefined;
}

/** What is on first, then what comes next, then what is over, the latest first. */
export function exerciseRows(entries: readonly CatalogueEntry[], language: string): ExerciseRow[] {
  const rank: Readonly<Record<ExerciseState, number>> = { 'under-way': 0, planned: 1, held: 2, cancelled: 3 };
  return entries
    .map((entry) => exerciseRow(entry, language))
    .sort((a, b) => {
      if (a.state !== b.state) return rank[a.state] - rank[b.state];
      if (a.start === b.start) return a.id < b.id ? -1 : 1;
      const isComing = a.state === 'planned' || a.state === 'under-way';
      // a plan without a day comes after those that have one
      if (isComing && (a.start === '' || b.start === '')) return a.start === '' ? 1 : -1;
      return a.start < b.start === isComing ? -1 : 1;
    });
}

function exerciseRow({ id, scope, values }: CatalogueEntry, language: string): ExerciseRow {
  const text = (key: string) => (typeof values[key] === 'string' ? (values[key] as string) : undefined);
  return {
    id,
    scope,
    title: pickListed(values, 'title', language),
    reference: text('reference'),
    kind: exerciseKinds.find((kind) => kind === values['kind']),
    state: exerciseStates.find((state) => state === values['state']) ?? 'planned',
    place: text('place'),
    start: text('start') ?? '',
    end: text('end'),
    organisations: Array.isArray(values['organisations']) ? (values['organisations'] as string[]) : [],
    marking: tlpLevels.find((level) => level === values['marking']),
  };
}

/** How many names there are, whatever their roles. */
export function exercisePeopleCount(people: Readonly<Record<string, readonly string[]>>): number {
  return new Set(Object.values(people).flat()).size;
}
