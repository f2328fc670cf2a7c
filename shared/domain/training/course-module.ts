/** A module of a course: one part of what is taught, in its place, with its materials as attachments ([MD1]). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { localisedText, number, order, reference, text } from '../field.ts';

export const courseModule = declareRecord({
  type: 'course-module',
  version: 1,
  parent: 'course',
  appendOnly: false,
  fields: {
    course: reference({ listed: true }),
    order: order(),
    title: localisedText({ listed: true, searched: 'title', max: 2_000 }),
    /** What is taught in it, and how. */
    text: localisedText({ searched: true, max: 20_000 }),
    /** Taught time. */
    hours: number({ listed: true }),
    /** Language that it was written in; the others are translations of it. */
    language: text({ listed: true, max: 35 }),
  },
});
export type CourseModule = RecordView<typeof courseModule>;
