/** What all that is said of an edition has in common. */
import { z } from 'zod';
import { profileSchema } from '../identity.ts';

/** In which language it is said, by whom as the hub knows them, and when by their clock. */
export const saidBy = { language: z.string().max(35), by: profileSchema, at: z.int() };

/** It stands under the playbook for good, and is carried by its hub. */
export const saidForGood = { parent: 'playbook', appendOnly: true, ofItsHub: true } as const;
