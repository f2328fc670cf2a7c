/** What the files of assets/sample/story say: their form, and reading them. Playbooks are plain CACAO and not read here. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { itemKinds } from '../../shared/domain/assessment/assessment-item.ts';
import { competencyKinds } from '../../shared/domain/competency/competency.ts';
import { verdicts } from '../../shared/domain/decision.ts';
import { languages } from '../../shared/domain/language.ts';
import { costFunds, costKinds } from '../../shared/domain/money/cost-entry.ts';
import { placementKinds } from '../../shared/domain/placement/placement.ts';
import { roles } from '../../shared/domain/policy/roles.ts';
import { runEventKinds } from '../../shared/domain/run.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';
import { attendanceStates, dayParts } from '../../shared/domain/training/attendance-mark.ts';
import { inProject } from '../project-root.ts';

export const moment = z.string().regex(/^(now -?\d+|-?\d+ \d\d:\d\d)$/);
/** Who does something, by the role that the person stands for; it happens on that person's laptop. */
export const role = z.enum(roles);
const by = role;
/** A text in every language of the interface. */
export const allLanguages = z.strictObject(
  Object.fromEntries(languages.map((language) => [language, z.string().min(1)])) as Record<
    (typeof languages)[number],
    z.ZodString
  >,
);
/** A reference of the network to a playbook. */
export const reference = z.string().regex(/^PB-\d{4}$/);

const courseSchema = z.strictObject({
  key: z.string(),
  reference: z.string().regex(/^CR-\d{3}$/),
  title: allLanguages,
  aims: allLanguages,
  competencies: z.array(z.string()).min(1),
  /** References of the playbooks that it teaches. */
  playbooks: z.array(reference).min(1),
  /** Keys of the courses, and competencies, that somebody must have before. */
  requiredCourses: z.array(z.string()).default([]),
  requiredCompetencies: z.array(z.string()).default([]),
  language: z.enum(languages),
  duration: z.number(),
  /** Months for which a certificate of it holds. */
  validMonths: z.int().optional(),
  marking: z.enum(tlpLevels),
});

const competencySchema = z.strictObject({
  key: z.string(),
  reference: z.string(),
  kind: z.enum(competencyKinds),
  framework: z.string(),
  edition: z.string(),
  language: z.enum(languages),
  name: allLanguages,
  /** What the centre asks for. */
  target: allLanguages.optional(),
});

const assessedSchema = z.strictObject({
  course: z.string(),
  items: z.array(
    z.strictObject({
      key: z.string(),
      competency: z.string(),
      kind: z.enum(itemKinds),
      title: allLanguages,
      levels: allLanguages.optional(),
      most: z.int(),
      least: z.int(),
    }),
  ),
  sessions: z.array(
    z.strictObject({
      number: z.string(),
      /** What each gives to everybody, by the key of the item, and to whom something else. */
      assessors: z.array(
        z.strictObject({
          by,
          at: moment,
          usual: z.record(z.string(), z.int()),
          others: z.record(z.string(), z.record(z.string(), z.int())),
        }),
      ),
      /** When what everybody reached was recorded. */
      recorded: moment.optional(),
    }),
  ),
});
export type SampleAssessment = z.infer<typeof assessedSchema>;

const costSchema = z.array(
  z.strictObject({
    key: z.string(),
    at: moment,
    by,
    kind: z.enum(costKinds),
    fund: z.enum(costFunds),
    /** As somebody types it; absent in one that takes back what it corrects. */
    amount: z.string().optional(),
    currency: z.string(),
    payer: z.string().optional(),
    /** Whose seat, by the name as they write it. */
    person: z.string().optional(),
    note: z.string().optional(),
    /** Keys of the entries that it corrects, and why. */
    corrects: z.array(z.string()).optional(),
    reason: z.string().optional(),
  }),
);
export type SampleCost = z.infer<typeof costSchema>[number];

const costsSchema = z.strictObject({ number: z.string(), entries: costSchema });

const placementSchema = z.strictObject({
  key: z.string(),
  /** On whose roster the person is, and their name as they write it. */
  number: z.string(),
  person: z.string(),
  by,
  at: moment,
  kind: z.enum(placementKinds),
  home: z.string(),
  host: z.string(),
  /** Days from the filling on. */
  start: z.int(),
  end: z.int(),
  reportDue: z.int().optional(),
  competencies: z.array(z.string()).min(1),
  marking: z.enum(tlpLevels),
  language: z.enum(languages),
  purpose: allLanguages,
  report: z.strictObject({ at: moment, text: allLanguages, lessons: allLanguages }).optional(),
  costs: costSchema,
});
export type SamplePlacement = z.infer<typeof placementSchema>;

const markSchema = {
  person: z.string(),
  mark: z.enum(attendanceStates),
  day: z.int(),
  part: z.enum(dayParts),
  at: moment,
  by,
};
const sessionSchema = z.strictObject({
  course: z.string(),
  /** The number within the year; the roster of the same number lies beside this file. */
  number: z.string().regex(/^\d{3}$/),
  place: z.string(),
  /** Days from the filling. */
  start: z.int(),
  end: z.int(),
  instructors: z.array(z.string()).min(1),
  seats: z.int(),
  marking: z.enum(tlpLevels),
  by,
  /** For each half day when it was marked, and who was not simply present. */
  attendance: z.array(
    z.strictObject({ at: moment, part: z.enum(dayParts), others: z.record(z.string(), z.enum(attendanceStates)) }),
  ),
  corrections: z.array(z.strictObject({ ...markSchema, note: z.string() })),
  /** Marks that somebody made on another laptop without having seen the first. */
  elsewhere: z.array(z.strictObject(markSchema)),
});
export type SampleSession = z.infer<typeof sessionSchema>;

const runSchema = z.strictObject({
  key: z.string(),
  playbook: reference,
  place: z.string(),
  startedAt: moment,
  by,
  language: z.enum(languages),
  events: z.array(
    z.strictObject({
      step: z.string().optional(),
      kind: z.enum(runEventKinds),
      at: moment,
      text: z.string().optional(),
      choice: z.string().optional(),
      authority: z.string().optional(),
      to: z.string().optional(),
      until: moment.optional(),
      /** Of a photo: its file in assets/sample/story/photos. */
      photo: z.string().optional(),
    }),
  ),
});
export type SampleRun = z.infer<typeof runSchema>;

const changeSchema = z.strictObject({
  playbook: reference,
  /** English name of the step; null for the playbook itself. */
  step: z.string().nullable(),
  field: z.string(),
});
const sideSchema = z.strictObject({ by, at: moment, value: z.string() });
const disagreementsSchema = z.strictObject({
  edits: z.array(changeSchema.extend({ sides: z.tuple([sideSchema, sideSchema]) })),
  deletes: z.array(
    z.strictObject({ playbook: reference, by, at: moment, edit: sideSchema.extend({ field: z.string() }) }),
  ),
  held: z.strictObject({
    by,
    device: z.string(),
    /** An accepted change that the same laptop sends with them: where it has arrived, the hub holds them already. */
    beside: changeSchema.extend({ by, at: moment, value: z.string() }),
    changes: z.array(changeSchema.extend({ at: moment, value: z.string() })),
    /** Changes that it sends with them, and that the steward has decided on since. */
    decided: z.array(
      changeSchema.extend({
        at: moment,
        value: z.string(),
        decision: z.strictObject({ by, at: moment, outcome: z.enum(verdicts), note: z.string(), language: z.string() }),
      }),
    ),
  }),
  /** What the hub holds of the laptop that `npm start` opens: it is the author's own laptop, and shows it. */
  heldOfFirstLaptop: z.strictObject({ by, changes: z.array(changeSchema.extend({ at: moment, value: z.string() })) }),
});
export type Disagreements = z.infer<typeof disagreementsSchema>;

const folder = (...path: readonly string[]) => inProject('assets', 'sample', 'story', ...path);

/** Reads a file of the story, checked. */
export async function readStory<T>(schema: z.ZodType<T>, ...path: readonly string[]): Promise<T> {
  return schema.parse(JSON.parse(await readFile(folder(...path), 'utf8')));
}

export const readCourses = () => readStory(z.array(courseSchema), 'training', 'courses.json');
export const readCompetencies = () => readStory(z.array(competencySchema), 'training', 'competencies.json');
export const readAssessments = () => readStory(z.array(assessedSchema), 'training', 'assessment.json');
export const readCosts = () => readStory(z.array(costsSchema), 'training', 'costs.json');
export const readPlacements = () => readStory(z.array(placementSchema), 'training', 'placements.json');
export const readSessions = () => readStory(z.array(sessionSchema), 'training', 'sessions.json');
export const readRuns = () => readStory(z.array(runSchema), 'runs.json');
export const readPhoto = (name: string): Promise<Uint8Array> => readFile(folder('photos', name));
export const readDisagreements = () => readStory(disagreementsSchema, 'disagreements.json');

/** The roster of a session as a centre sent it: a CSV file of its own headings and separators. */
export const readRoster = (number: string): Promise<Uint8Array> =>
  readFile(folder('training', 'rosters', `${number}.csv`));
