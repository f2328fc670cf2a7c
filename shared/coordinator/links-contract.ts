/** What the coordinator's page and the hub say about who signs in by an identity provider, in JSON. */
import { z } from 'zod';
import { profileSchema } from '../domain/identity.ts';

const instant = z.number().int();

export const linksSchema = z.object({
  /** Null at a hub that has none. */
  provider: z.object({ name: z.string() }).nullable(),
  /** People whom one may link. */
  people: z.array(profileSchema),
  links: z.array(
    z.object({
      id: z.uuid(),
      person: profileSchema,
      /** The e-mail or the subject by which the provider knows them. */
      known: z.string(),
      /** Null for the hub's own machine. */
      askedBy: z.string().nullable(),
      askedAt: instant,
      confirmedBy: z.string().nullable(),
      confirmedAt: instant.nullable(),
      usedAt: instant.nullable(),
      mayConfirm: z.boolean(),
    }),
  ),
});
/** By subject or by e-mail, one of both. */
export const askForLinkSchema = z
  .object({
    person: z.uuid(),
    subject: z.string().trim().min(1).max(255).optional(),
    email: z.email().max(255).optional(),
  })
  .refine(({ subject, email }) => (subject === undefined) !== (email === undefined));
export const linkIdSchema = z.object({ id: z.uuid() });
/** Where a browser goes to show who sits there. */
export const toProviderSchema = z.object({ address: z.string() });

export type Links = z.infer<typeof linksSchema>;
export type AskForLink = z.infer<typeof askForLinkSchema>;
export type ToProvider = z.infer<typeof toProviderSchema>;
