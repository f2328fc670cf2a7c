/** What the coordinator's page and the hub say about devices that ask to join by a short code, in JSON. */
import { z } from 'zod';
import { profileSchema } from '../domain/identity.ts';
import { createCodeSchema } from './contract.ts';

/** What the screen of the device shows, as it was typed. */
const typed = z.string().trim().min(1).max(40);
const instant = z.number().int();

export const findAskSchema = z.object({ userCode: typed });
export const foundAskSchema = z.object({
  /** As it would be called. */
  deviceName: z.string(),
  /** From where it asked. */
  address: z.string(),
  askedAt: instant,
  endsAt: instant,
});
/** For whom the device shall be. */
export const answerAskSchema = createCodeSchema.extend({ userCode: typed });
export const answeredAskSchema = z.object({ persons: z.array(profileSchema) });

export type FoundAsk = z.infer<typeof foundAskSchema>;
export type AnsweredAsk = z.infer<typeof answeredAskSchema>;
