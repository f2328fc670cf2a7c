/** What the exercises of assets/sample/story say: their form, and reading them. */
import { z } from 'zod';
import { injectKinds } from '../../shared/domain/conduct/inject.ts';
import { ratingKinds } from '../../shared/domain/evaluation/rating.ts';
import { saidValues } from '../../shared/domain/evaluation/rating-value.ts';
import { exerciseKinds, exerciseStates } from '../../shared/domain/exercise.ts';
import { languages } from '../../shared/domain/language.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';
import { allLanguages, moment, readStory, reference, role } from './content.ts';
import { someLanguages, storyNumber } from './review-content.ts';

const act = { by: role, at: moment };
/** `10:43`, or `2 06:18` on the second day. */
const time = z.string().regex(/^(\d )?\d\d:\d\d$/);
/** By its place among the objectives, from 1. */
const objective = z.int().min(1).optional();

const injectSchema = z.strictObject({
  number: z.string(),
  kind: z.enum(injectKinds).optional(),
  title: allLanguages,
  message: someLanguages.optional(),
  expected: someLanguages.optional(),
  instructions: someLanguages.optional(),
  from: z.string(),
  to: z.string(),
  method: z.string(),
  objective,
  wall: time.optional(),
  scenario: time.optional(),
});
export type SampleInject = z.infer<typeof injectSchema>;

const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...act, kind: z.enum(['started', 'ended']) }),
  z.strictObject({ ...act, kind: z.literal('fired'), inject: z.string() }),
  z.strictObject({ ...act, kind: z.literal('deferred'), inject: z.string(), minutes: z.int(), text: z.string() }),
  z.strictObject({ ...act, kind: z.literal('observed'), objective, language: z.enum(languages), text: z.string() }),
]);
export type SampleFact = z.infer<typeof factSchema>;

const guideItem = z.strictObject({ text: someLanguages, source: z.string().optional() });
const targetSchema = guideItem.extend({ tasks: z.array(guideItem).default([]) });

const ratingSchema = z.strictObject({
  ...act,
  kind: z.enum(ratingKinds),
  /** By the number that the guide gives it: `2.1.1`. */
  item: z.string(),
  value: z.enum(saidValues),
  text: z.string().default(''),
  language: z.enum(languages),
});
export type SampleRating = z.infer<typeof ratingSchema>;

const people = z.strictObject({
  lead: role.optional(),
  controllers: z.array(role).optional(),
  evaluators: z.array(role).optional(),
  simulators: z.array(role).optional(),
  players: z.array(role).optional(),
  observers: z.array(role).optional(),
});

const exerciseSchema = z.strictObject({
  ...act,
  key: z.string(),
  number: storyNumber,
  title: allLanguages,
  kind: z.enum(exerciseKinds),
  state: z.enum(exerciseStates),
  place: z.string(),
  start: z.int(),
  end: z.int(),
  objectives: z
    .array(
      z.strictObject({
        text: someLanguages,
        competencies: z.array(z.string()),
        targets: z.array(targetSchema).default([]),
      }),
    )
    .min(1),
  extent: someLanguages,
  scenario: someLanguages,
  organisations: z.array(z.string()).min(1),
  director: role,
  people,
  playbooks: z.array(reference).min(1),
  marking: z.enum(tlpLevels),
  injects: z.array(injectSchema),
  approved: z.strictObject(act),
  /** In order; empty for one that did not start. */
  conduct: z.array(factSchema).default([]),
  /** In order: what evaluators said, and what was agreed. */
  ratings: z.array(ratingSchema).default([]),
});
export type SampleExercise = z.infer<typeof exerciseSchema>;

export const readExercises = () => readStory(z.array(exerciseSchema), 'exercises.json');
