/** What the agreements of assets/sample/story say: their form, and reading them. */
import { z } from 'zod';
import { agreedKinds, ceilings } from '../../shared/domain/agreement/agreement.ts';
import { languages } from '../../shared/domain/language.ts';
import { moment, readStory, role } from './content.ts';

const act = { by: role, at: moment };

const agreementSchema = z.strictObject({
  ...act,
  key: z.string(),
  number: z.string().regex(/^\d{3}$/),
  /** Of title, purpose and reason: an agreement is written in the language of whoever proposed it. */
  language: z.enum(languages),
  title: z.string(),
  purpose: z.string(),
  parties: z.array(z.string()).min(2),
  kinds: z.array(z.enum(agreedKinds)).min(1),
  ceiling: z.enum(ceilings),
  /** Days from the filling. */
  from: z.int(),
  until: z.int(),
  signed: z.array(z.strictObject(act)),
  ended: z.strictObject({ ...act, note: z.string() }).optional(),
});
export type SampleAgreement = z.infer<typeof agreementSchema>;

export const readAgreements = () => readStory(z.array(agreementSchema), 'agreements.json');
