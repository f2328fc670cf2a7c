/** What the reviews of assets/sample/story say: their form, and reading them. */
import { z } from 'zod';
import { languages } from '../../shared/domain/language.ts';
import { actionElements, actionStates } from '../../shared/domain/review/action.ts';
import { findingKinds } from '../../shared/domain/review/finding.ts';
import { reviewStates, subjectKinds } from '../../shared/domain/review/review.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';
import { allLanguages, moment, readStory, reference, role } from './content.ts';

/** A text in English and in as many other languages as somebody has got to. */
export const someLanguages = z.partialRecord(z.enum(languages), z.string().min(1)).refine(({ en }) => en !== undefined);
export const storyNumber = z.string().regex(/^\d{3}$/);
const act = { by: role, at: moment };
const stepOf = { playbook: reference, step: z.string() };

const findingSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(findingKinds),
  title: allLanguages,
  capability: z.string(),
  observation: someLanguages,
  analysis: someLanguages.optional(),
  reference: z.string().optional(),
  playbook: stepOf.playbook.optional(),
  step: stepOf.step.optional(),
  /** Place of the run's event in which it was seen. */
  origin: z.int().optional(),
});
export type SampleFinding = z.infer<typeof findingSchema>;

const changeSchema = z.strictObject({
  ...stepOf,
  field: z.string(),
  wording: z.string(),
  proposed: z.strictObject(act),
  /** When the wording went into the step, and by whom; absent while it is proposed. */
  applied: z.strictObject(act).optional(),
  /** Translations of the step that follow the change; the others are outdated by it. */
  caughtUp: z.array(z.strictObject({ ...act, field: z.string(), value: z.string() })),
});
const actionSchema = z.strictObject({
  key: z.string(),
  finding: z.string(),
  text: allLanguages,
  owner: z.string(),
  organisation: z.string(),
  element: z.enum(actionElements),
  start: z.int(),
  due: z.int(),
  state: z.enum(actionStates),
  doneOn: z.int().optional(),
  evidence: someLanguages.optional(),
  change: changeSchema.optional(),
});
export type SampleAction = z.infer<typeof actionSchema>;

const reviewSchema = z.strictObject({
  ...act,
  key: z.string(),
  number: storyNumber,
  title: allLanguages,
  overview: someLanguages,
  state: z.enum(reviewStates),
  subject: z.strictObject({ kind: z.enum(subjectKinds), key: z.string() }),
  place: z.string(),
  start: z.int(),
  end: z.int(),
  facilitator: role,
  participants: z.array(z.string()).min(1),
  marking: z.enum(tlpLevels),
  findings: z.array(findingSchema).min(1),
  actions: z.array(actionSchema),
});
export type SampleReview = z.infer<typeof reviewSchema>;

export const readReviews = () => readStory(z.array(reviewSchema), 'reviews.json');
