/** Guides and ratings for tests, as views: where rules read them. */
import type { Objective } from '../../shared/domain/conduct/objective.ts';
import type { GuideItem } from '../../shared/domain/evaluation/guide-item.ts';
import type { Rating } from '../../shared/domain/evaluation/rating.ts';

const view = { scope: 's', deleted: false, conflicts: [], translations: {}, changedAt: 0 };

export function objectiveView(id: string): Objective {
  const lists = { exercise: 'e', competencies: [], playbooks: [] };
  return { ...view, ...lists, type: 'objective', id, text: { en: `Objective ${id}` }, language: 'en', order: id };
}

/** A target of an objective, or a task of a target. */
export function guideView(id: string, values: Partial<GuideItem> = {}): GuideItem {
  return {
    ...view,
    type: 'guide-item',
    id,
    text: { en: `Item ${id}` },
    language: 'en',
    order: id,
    ...values,
  } as GuideItem;
}

/** What somebody says of item `t`, naming what they saw. */
export function ratingView(id: string, by: string, value: Rating['value'], values: Partial<Rating> = {}): Rating {
  return { ...view, type: 'rating', id, item: 't', kind: 'rated', by, value, of: [], at: 0, ...values } as Rating;
}
