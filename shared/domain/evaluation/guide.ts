/** The evaluation guide of an exercise as it is read: objectives, their targets, the tasks of each, numbered ([EX16]). */
import type { RecordId } from '../../base/ids.ts';
import type { Objective } from '../conduct/objective.ts';
import type { Localised } from '../localised.ts';
import { inOrder } from '../order-keys.ts';
import type { GuideItem } from './guide-item.ts';

export interface GuideRow {
  readonly id: RecordId;
  readonly level: 'objective' | 'target' | 'task';
  /** `2`, `2.1`, `2.1.3`. */
  readonly number: string;
  readonly text: Localised;
  readonly language: string | undefined;
  readonly source: string;
  /** What it belongs to; null for what lost it. */
  readonly objective: RecordId | null;
  readonly target: RecordId | null;
}

/** What a guide is made of. */
export interface GuideParts {
  /** In their order. */
  readonly objectives: readonly Objective[];
  readonly items: readonly GuideItem[];
}

/**
 * Every objective and every item once, in the order of reading. A task whose target is not here stands after the targets of
 * its objective, an item whose objective is not here after all of them: nobody's rating loses its place.
 */
export function guideRows({ objectives, items }: GuideParts): GuideRow[] {
  const ordered = inOrder(items);
  const isTarget = new Set(ordered.filter(({ target }) => target === undefined).map(({ id }) => id));
  const known = new Set(objectives.map(({ id }) => id));
  const targetOf = (task: GuideItem) => ordered.find(({ id }) => id === task.target);
  // A task stands with its target, whatever its own objective says.
  const objectiveOf = (item: GuideItem): RecordId | null => {
    const named = (isTarget.has(item.target ?? '') ? targetOf(item) : item)?.objective;
    return named !== undefined && known.has(named) ? named : null;
  };
  const groups: readonly (Objective | null)[] = [...objectives, null];
  return groups.flatMap((objective, at) => {
    const id = objective?.id ?? null;
    const own = ordered.filter((item) => objectiveOf(item) === id);
    const tops = [
      ...own.filter((item) => isTarget.has(item.id)),
      ...own.filter((item) => !isTarget.has(item.id) && !isTarget.has(item.target ?? '')),
    ];
    const below = tops.flatMap((top, place) => {
      const number = `${at + 1}.${place + 1}`;
      const tasks = own.filter((item) => !isTarget.has(item.id) && item.target === top.id);
      const level = isTarget.has(top.id) ? ('target' as const) : ('task' as const);
      return [
        rowOf(top, { level, number, objective: id, target: null }),
        ...tasks.map((task, nth) =>
          rowOf(task, { level: 'task', number: `${number}.${nth + 1}`, objective: id, target: top.id }),
        ),
      ];
    });
    if (objective === null) return below;
    const { text, language } = objective;
    const head = { text, language, source: '', objective: null, target: null };
    return [{ id: objective.id, level: 'objective' as const, number: String(at + 1), ...head }, ...below];
  });
}

type Place = Pick<GuideRow, 'level' | 'number' | 'objective' | 'target'>;

function rowOf({ id, text, language, source = '' }: GuideItem, place: Place): GuideRow {
  return { id, text, language, source, ...place };
}
