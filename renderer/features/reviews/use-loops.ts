import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import type { Action } from '../../../shared/domain/review/action.ts';
import { type CaughtUp, caughtUpOf, type Loop, loopOf, nextExercises } from '../../../shared/domain/review/loop.ts';
import { type Step, step as stepDeclaration } from '../../../shared/domain/step.ts';
import { catalogueQuery, recordQuery } from '../../data/record-queries.ts';
import type { OpenReview } from './use-review.ts';

/** What became of one finding, with the records that the links lead to. */
export interface FindingLoop extends Loop {
  readonly actions: readonly Action[];
  /** Of the steps that changed. */
  readonly translations: CaughtUp | null;
  /** The next exercise that plays a changed playbook. */
  readonly exercise: { readonly entry: CatalogueEntry; readonly start: string } | null;
}

/** What became of each finding of a review, by the finding's id. */
export function useLoops({ findings, actions }: OpenReview): ReadonlyMap<string, FindingLoop> {
  const exercises = useQuery(catalogueQuery({ type: 'exercise' })).data;
  const changed = useMemo(() => actions.filter(({ appliedAt }) => appliedAt !== undefined), [actions]);
  const steps = useQueries({
    queries: changed.map(({ step = '' }) => recordQuery(stepDeclaration, step)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
  return useMemo(
    () =>
      new Map(
        findings.map(({ id, kind }) => {
          const own = actions.filter(({ finding }) => finding === id);
          return [id, findingLoop(kind, own, steps, exercises ?? [])] as const;
        }),
      ),
    [findings, actions, steps, exercises],
  );
}

function findingLoop(
  kind: 'strength' | 'improvement' | undefined,
  actions: readonly Action[],
  steps: ReadonlyMap<string, Step>,
  entries: readonly CatalogueEntry[],
): FindingLoop {
  const changed = actions.filter(({ appliedAt }) => appliedAt !== undefined);
  const caughtUp = changed.flatMap(({ step = '', stepField = '' }) => {
    const view = steps.get(step);
    return view === undefined ? [] : [caughtUpOf(view, stepField, splitFieldKey(stepField)[1])];
  });
  const translations =
    caughtUp.length === 0
      ? null
      : caughtUp.reduce((sum, each) => ({ done: sum.done + each.done, total: sum.total + each.total }));
  const exercises = entries.map((entry) => ({ entry, ...exerciseFacts(entry) }));
  const [next] = nextExercises(exercises, changed);
  return {
    ...loopOf({ kind, actions, translations, exercises }),
    actions,
    translations,
    exercise: next === undefined ? null : { entry: next.entry, start: next.start ?? '' },
  };
}

function exerciseFacts({ values }: CatalogueEntry) {
  const text = (key: string) => (typeof values[key] === 'string' ? (values[key] as string) : undefined);
  return {
    playbooks: Array.isArray(values['playbooks']) ? (values['playbooks'] as string[]) : [],
    start: text('start'),
    timeZone: text('timeZone'),
    state: text('state'),
  };
}
