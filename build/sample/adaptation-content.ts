/** What the adaptations of assets/sample/story say: their form, and reading them. */
import { z } from 'zod';
import { adaptableFields, pieceKinds } from '../../shared/domain/adaptation/adaptable.ts';
import { languages } from '../../shared/domain/language.ts';
import { moment, readStory, reference, role } from './content.ts';

const texts = z.partialRecord(z.enum(languages), z.string().min(1));

const pieceSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(pieceKinds),
  /** By its English name. */
  step: z.string(),
  field: z.enum(adaptableFields).optional(),
  language: z.enum(languages),
  name: texts.optional(),
  description: texts,
  who: texts.optional(),
  authority: texts.optional(),
  caution: texts.optional(),
  reason: texts,
  legalReference: texts.optional(),
});

const adaptationSchema = z.strictObject({
  key: z.string(),
  playbook: reference,
  by: role,
  at: moment,
  /** What the core's author allowed at some steps before. */
  allowed: z.array(z.strictObject({ step: z.string(), adaptable: z.array(z.string()), by: role, at: moment })),
  pieces: z.array(pieceSchema).min(1),
});
export type SampleAdaptation = z.infer<typeof adaptationSchema>;

export const readAdaptations = () => readStory(z.array(adaptationSchema), 'adaptations.json');
