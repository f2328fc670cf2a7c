/** A course: what is taught, to what end. Each delivery of it is a session (session.ts). */
import { declareRecord, type RecordView } from '../declare-record.ts';
import { choice, localisedText, number, set, text } from '../field.ts';
import { tlpLevels } from '../tlp.ts';

export const course = declareRecord({
  type: 'course',
  version: 4,
  parent: null,
  appendOnly: false,
  fields: {
    title: localisedText({ listed: true, searched: 'title', max: 2_000 }),
    /** What somebody can do after it that they could not do before. */
    aims: localisedText({ searched: true }),
    competencies: set({ listed: true, searched: true }),
    /** Short human reference of the network, `CR-014`. */
    reference: text({ listed: true, searched: 'title', max: 60 }),
    /** Language in which it is taught and was written. */
    language: text({ listed: true, max: 35 }),
    /** Taught time in hours. */
    duration: number({ listed: true }),
    /** Months for which a certificate of it holds; absent: without end. */
    validMonths: number({ listed: true }),
    /** Ids of the playbooks that it teaches. */
    playbooks: set({ listed: true }),
    /** What somebody must have before ([PQ1]): ids of other courses, and competencies in words. */
    requiredCourses: set({ listed: true }),
    requiredCompetencies: set({ listed: true }),
    marking: choice(tlpLevels, { listed: true }),
  },
});
export type Course = RecordView<typeof course>;
