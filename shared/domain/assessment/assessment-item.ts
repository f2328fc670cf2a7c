/** Something that people of a course are assessed in: one item of one of its competencies ([AM1]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, localisedText, number, order, reference, text } from '../field.ts';

export const itemKinds = ['rubric', 'points'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** The highest top: a mark is one key, and points fit beside each other on a small screen. */
export const topLimit = 10;

export const assessmentItem = declareRecord({
  type: 'assessment-item',
  version: 1,
  parent: 'course',
  appendOnly: false,
  fields: {
    course: reference({ listed: true }),
    order: order(),
    /** One of the competencies of the course, in its words. */
    competency: text({ listed: true, max: 1_000 }),
    kind: choice(itemKinds, { listed: true }),
    /** What is seen or asked. */
    title: localisedText({ listed: true, max: 2_000 }),
    /** Of a rubric: a line for each level, the lowest first. */
    levels: localisedText({ max: 10_000 }),
    /** The top: points, or how many levels there are. */
    most: number({ listed: true }),
    /** The least that is enough. */
    least: number({ listed: true }),
    /** Language that it was written in. */
    language: text({ listed: true, max: 35 }),
  },
});
export type AssessmentItem = RecordView<typeof assessmentItem>;

export interface Scale {
  /** The lowest value: a rubric has no level nought. */
  readonly lowest: number;
  readonly most: number;
  readonly least: number;
}

/** The scale of an item, within its bounds whatever its record says. */
export function scaleOf({ kind, most = 1, least = 1 }: Pick<AssessmentItem, 'kind' | 'most' | 'least'>): Scale {
  const lowest = kind === 'points' ? 0 : 1;
  const top = Math.min(Math.max(Math.trunc(most) || 1, 1), topLimit);
  return { lowest, most: top, least: Math.min(Math.max(Math.trunc(least) || lowest, lowest), top) };
}

/** Every value that an item may be given, the lowest first. */
export function valuesOf({ lowest, most }: Scale): number[] {
  return Array.from({ length: most - lowest + 1 }, (_, at) => lowest + at);
}
