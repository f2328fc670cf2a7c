/**
 * What the coordinator's page and the hub say to each other, in JSON over the page's own origin. Both sides import these
 * schemas; the hub checks what comes in and writes its OpenAPI from them. Times are milliseconds since 1970.
 */
import { z } from 'zod';
import type { Json } from '../base/json.ts';
import { operationsPerDecision, type Verdict, verdicts } from '../domain/decision.ts';
import { profileSchema, scopeInfoSchema } from '../domain/identity.ts';
import { languages } from '../domain/language.ts';
import { logClasses } from '../domain/log-class.ts';
import { noteLimit } from '../domain/note-limit.ts';
import { roles } from '../domain/policy/roles.ts';
import { noteStates } from '../domain/translation/translation-note.ts';

const uuid = z.uuid();
const operationId = z.string().regex(/^[0-9a-f]{32}$/);
const instant = z.number().int();
const count = z.number().int().min(0);
const roleSchema = z.enum(roles);
const name = z.string().trim().min(1).max(200);

export const signInSchema = z.object({
  name: z.string().min(1).max(200),
  passphrase: z.string().min(1).max(1_000),
  code: z.string().min(1).max(60),
});
export const changePassphraseSchema = z.object({
  passphrase: z.string().min(1).max(1_000),
  code: z.string().min(1).max(60),
  next: z.string().min(1).max(1_000),
});
export const setUpBeginSchema = z.object({ code: z.string().min(1).max(60) });
export const setUpOfferSchema = z.object({
  name: z.string(),
  person: profileSchema,
  /** Base 32, to type into an authenticator; and the address for the square that it photographs. */
  secret: z.string(),
  address: z.string(),
});
export const setUpFinishSchema = z.object({
  code: z.string().min(1).max(60),
  passphrase: z.string().min(1).max(1_000),
  digits: z.string().min(1).max(20),
});
export const setUpDoneSchema = z.object({ recoveryCodes: z.array(z.string()) });
export const nothingSchema = z.object({});
/** Where one signs out of the identity provider too; null when one did not come by it. */
export const signedOutSchema = z.object({ leave: z.string().nullable() });

export const meSchema = z.object({
  person: profileSchema,
  networkName: z.string(),
  sample: z.boolean(),
  recoveryCodesLeft: count,
  /** The scopes that this person coordinates, and what roles they may give there. */
  scopes: z.array(scopeInfoSchema),
  mayGive: z.array(roleSchema),
});

export const deviceSchema = z.object({
  id: uuid,
  name: z.string(),
  persons: z.array(profileSchema),
  enrolledAt: instant,
  revokedAt: instant.nullable(),
  /** Since when nobody has heard of it for so long that nothing waits for it ([DV4]); null for one that is in use. */
  retiredSince: instant.nullable(),
  lastContact: instant.nullable(),
  declaredWaiting: count,
  /** A second machine on one disk image, or an old image, was first seen then. */
  cloneSuspectedAt: instant.nullable(),
  /** Its store was emptied or put back then, and it began a new life. */
  newLifeAt: instant.nullable(),
  /** By when it wants a word from the hub to go on showing what it holds ([LE2]); null for one without a certificate that counts. */
  leaseEndsAt: instant.nullable(),
  /** Until when other laptops take its word ([DC5]). */
  certificateEndsAt: instant.nullable(),
  /** The scopes that its people may read and this coordinator looks after. */
  scopes: z.array(
    z.object({
      scope: uuid,
      /** Operations that it had not read at its last contact. */
      behind: count,
      /** When the hub received the first of them; null when there is none. */
      since: instant.nullable(),
    }),
  ),
  /** Scopes of this coordinator that nobody of it may read any more, and that it had read ([SC5]). */
  lost: z.array(
    z.object({
      scope: uuid,
      /** By the device's clock, and when the hub had its word for it; null while it has not said so. */
      removed: z.object({ at: instant, confirmedAt: instant }).nullable(),
    }),
  ),
  held: count,
});
export const overviewSchema = z.object({
  now: instant,
  devices: z.array(deviceSchema),
  /** Earlier values that are no longer kept in the coordinator's scopes ([CP4]); null before there was any. */
  letGo: z.object({ values: count, bytes: count, at: instant }).nullable(),
});

export const operationSchema = z.object({
  id: operationId,
  kind: z.string(),
  /** Field key, language included; `@exists` for create, delete and restore. */
  field: z.string(),
  value: z.json() as z.ZodType<Json>,
  /** When it is the note on a translation: what it says, read by the hub so that the page needs no schema for it. */
  note: z
    .object({
      /** Field key of the text that it speaks of. */
      of: z.string(),
      state: z.enum(noteStates),
      /** Fingerprint of the original that was translated; null when nobody noted it. */
      source: z.string().nullable(),
    })
    .optional(),
});
const changeMembers = {
  scope: uuid,
  type: z.string(),
  record: uuid,
  author: profileSchema,
  device: z.object({ id: uuid, name: z.string() }),
  /** Why it is held (shared/protocol/outcome.ts). */
  reason: z.string(),
  operations: z.array(operationSchema),
};
/** What one user action did to one record and the hub holds. */
export const heldChangeSchema = z.object({
  ...changeMembers,
  receivedAt: instant,
  /** By the author's clock; shown, decides nothing. */
  madeAt: instant,
  /** The coordinator's own: somebody else accepts it. */
  isOwn: z.boolean(),
});
export const decidedChangeSchema = z.object({
  ...changeMembers,
  verdict: z.enum(verdicts),
  note: z.string(),
  /** The language of the note; null when its writer was not asked. */
  noteLanguage: z.string().nullable(),
  decidedBy: profileSchema,
  decidedAt: instant,
});
export const heldListSchema = z.object({
  changes: z.array(heldChangeSchema),
  /** There are more than fitted: they come when these are decided. */
  more: z.boolean(),
  decided: z.array(decidedChangeSchema),
});
export const decideSchema = z.object({
  operations: z.array(operationId).min(1).max(operationsPerDecision),
  verdict: z.enum(verdicts),
  note: z.string().trim().max(noteLimit),
  /** The language of the note: its author's laptop reads it out and lays it out by it. */
  language: z.enum(languages).optional(),
});

export const peopleSchema = z.object({
  people: z.array(
    z.object({
      person: profileSchema,
      grants: z.array(z.object({ scope: uuid, roles: z.array(roleSchema) })),
      /** False for whoever holds, held or is proposed for more than this coordinator may give: their codes are made on the hub's own machine. */
      mayEnrol: z.boolean(),
    }),
  ),
  centres: z.array(z.string()),
});
export const codesSchema = z.object({
  codes: z.array(
    z.object({
      /** The first signs, not secret: enough to tell codes apart. */
      selector: z.string(),
      persons: z.array(profileSchema),
      madeAt: instant,
      endsAt: instant,
      triesLeft: count,
    }),
  ),
});
export const createCodeSchema = z.object({
  /** People that the hub knows. */
  persons: z.array(uuid).max(20),
  /** People to be made known, all of one centre. */
  newPersons: z.array(z.object({ name, centre: name })).max(20),
  /** Roles that all of them get, besides what they have. */
  grants: z.array(z.object({ scope: uuid, roles: z.array(roleSchema).min(1) })).max(100),
});
export const createdCodeSchema = z.object({ code: z.string(), endsAt: instant, persons: z.array(profileSchema) });
/** A request that came without a network, and for whom the laptop shall be. */
export const answerRequestSchema = createCodeSchema.extend({
  request: z.string().regex(/^([0-9a-f]{2}){1,2000}$/),
  /** Where people reach the hub, as this page was reached; the hub's own word about that wins. */
  address: z.url({ protocol: /^https?$/ }).max(300),
});
export const answeredRequestSchema = z.object({
  /** The file for the laptop, hexadecimal. */
  answer: z.string(),
  words: z.array(z.string()),
  goodUntil: instant,
  persons: z.array(profileSchema),
});
export const withdrawCodeSchema = z.object({ selector: z.string().length(4) });
/** The hub's log at a glance: what is in it, what was signed last, and which laptops signed under that. */
export const logSchema = z.object({
  /** By class (log-entry.ts). */
  entries: z.array(z.object({ class: z.enum(logClasses), count })),
  newest: z.object({ size: count, at: instant, root: z.string() }).nullable(),
  /** Laptops that are not withdrawn. */
  laptops: count,
  /** The newest cosignature of each laptop, the largest log first. */
  witnesses: z.array(z.object({ size: count, at: instant })),
});
export const revokeSchema = z.object({
  device: uuid,
  /** Asks it to wipe itself, too ([WP4]). */
  wipe: z.boolean().optional(),
});
export const revokedSchema = z.object({ device: uuid, revokedAt: instant });
/** What came of the file that a wiped laptop left, in operations ([WP8]). */
export const takenOutboxSchema = z.object({
  /** What the laptop is called; null when it is none of this coordinator's. */
  device: z.string().nullable(),
  isRevoked: z.boolean(),
  accepted: count,
  held: count,
  refused: count,
  /** For a hub of a newer edition. */
  waiting: count,
  /** The hub had these before. */
  known: count,
  /** Pieces of files whose attachments are held or refused: they come in when the file is taken again after an acceptance. */
  filesLeft: count,
  /** Six words of the file, as the laptop shows them. */
  words: z.array(z.string()),
});

export type LogGlance = z.infer<typeof logSchema>;
export type Me = z.infer<typeof meSchema>;
export type Overview = z.infer<typeof overviewSchema>;
export type CoordinatedDevice = z.infer<typeof deviceSchema>;
export type HeldList = z.infer<typeof heldListSchema>;
export type HeldChange = z.infer<typeof heldChangeSchema>;
export type DecidedChange = z.infer<typeof decidedChangeSchema>;
export type HeldOperation = z.infer<typeof operationSchema>;
export type People = z.infer<typeof peopleSchema>;
export type Codes = z.infer<typeof codesSchema>;
export type CreateCode = z.infer<typeof createCodeSchema>;
export type CreatedCode = z.infer<typeof createdCodeSchema>;
export type TakenOutbox = z.infer<typeof takenOutboxSchema>;
export type AnswerRequest = z.infer<typeof answerRequestSchema>;
export type AnsweredRequest = z.infer<typeof answeredRequestSchema>;
export type SetUpOffer = z.infer<typeof setUpOfferSchema>;
export type Decide = z.infer<typeof decideSchema>;
export type { Verdict };
