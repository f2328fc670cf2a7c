/** What the releases of assets/sample/story say: their form, and reading them. */
import { z } from 'zod';
import { languages } from '../../shared/domain/language.ts';
import { mostApprovals } from '../../shared/domain/release/release.ts';
import { moment, readStory, role } from './content.ts';

const act = { by: role, at: moment };

const releaseSchema = z.strictObject({
  ...act,
  /** Its reference. */
  playbook: z.string(),
  number: z.string(),
  /** Of the note and the reason. */
  language: z.enum(languages),
  note: z.string(),
  /** What whoever asks writes into the draft before. */
  edits: z.array(z.strictObject({ step: z.string(), field: z.string(), value: z.string() })).optional(),
  /** Days from the filling. */
  from: z.int(),
  until: z.int().nullable(),
  review: z.int(),
  /** How many different centres. */
  needed: z.int().min(1).max(mostApprovals),
  approved: z.array(z.strictObject(act)),
  /** What is said of it, of a step or of the whole. */
  comments: z.array(z.strictObject({ ...act, step: z.string().optional(), text: z.string() })).optional(),
  released: z.strictObject(act).optional(),
  withdrawn: z.strictObject({ ...act, reason: z.string() }).optional(),
});
export type SampleRelease = z.infer<typeof releaseSchema>;

export const readReleases = () => readStory(z.array(releaseSchema), 'releases.json');
