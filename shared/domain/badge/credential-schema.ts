/**
 * What a credential must say. Sources: Open Badges 3.0 (1EdTech, data model: OpenBadgeCredential, AchievementSubject,
 * Achievement, Criteria, IdentityObject, Profile) and the Verifiable Credentials Data Model 2.0 (W3C, 4.3 to 4.9); for
 * issuanceDate and expirationDate version 1.1. What is not named here is free, and signed like the rest.
 */
import { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import { shown } from './badge-verdict.ts';

export const credentialsV2 = 'https://www.w3.org/ns/credentials/v2';
const credentialsV1 = 'https://www.w3.org/2018/credentials/v1';
const openBadges = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.0\.\d{1,2})?\.json$/;

/** Absolute URIs: `https:`, `urn:`, `did:` and others. */
const uri = z.string().regex(/^[a-zA-Z][a-zA-Z0-9+.-]*:\S+$/, 'is not an absolute URI');
const filled = z.string().refine((text) => text.trim() !== '', 'is empty');

/** VC Data Model 2.0, 4.9: date and time with a zone (RFC 3339). */
const dateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, 'is not a date and time with a zone')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'is not a date and time with a zone');

/** One value or a list of them: types and the like may be written either way (Open Badges 3.0, JSON serialization). */
const listOf = <T extends z.ZodType>(each: T) => z.union([each.transform((one) => [one]), z.array(each).min(1)]);

const typeOf = (...anyOf: string[]) =>
  listOf(filled).refine(
    (types) => anyOf.some((type) => (types as readonly string[]).includes(type)),
    `does not say ${anyOf.map((type) => `"${type}"`).join(' or ')}`,
  );

const profile = z.union([
  uri.transform((id) => ({ id, name: id })),
  z.looseObject({ id: uri, type: typeOf('Profile'), name: filled.optional() }),
]);

const criteria = z
  .looseObject({ id: uri.optional(), narrative: filled.optional() })
  .refine(({ id, narrative }) => id !== undefined || narrative !== undefined, 'has neither id nor narrative');

const achievement = z.looseObject({
  id: uri,
  type: typeOf('Achievement'),
  name: filled,
  description: filled,
  criteria,
});

const identityObject = z.looseObject({
  type: typeOf('IdentityObject'),
  hashed: z.boolean(),
  identityHash: filled,
  identityType: filled,
});

const subject = z
  .looseObject({
    id: uri.optional(),
    type: typeOf('AchievementSubject'),
    achievement,
    identifier: listOf(identityObject).optional(),
    name: filled.optional(),
  })
  .refine(
    ({ id, identifier }) => id !== undefined || identifier !== undefined,
    'does not say for whom it is: it has neither id nor identifier',
  );

/** `issuer` as a credential may write it, and the fields that every kind of credential has. */
const common = {
  '@context': z.array(z.string()).min(1),
  issuer: profile,
  validFrom: dateTime.optional(),
  validUntil: dateTime.optional(),
  issuanceDate: dateTime.optional(),
  expirationDate: dateTime.optional(),
};

const status = listOf(z.looseObject({ id: z.string().optional(), type: z.string() }));

const badge = z
  .looseObject({
    ...common,
    id: uri,
    type: typeOf('VerifiableCredential').and(typeOf('OpenBadgeCredential', 'AchievementCredential')),
    credentialSubject: subject,
    name: filled.optional(),
    credentialStatus: status.optional(),
  })
  .superRefine((value, context) => {
    const [first, second] = value['@context'];
    const say = (message: string, name: string) => context.addIssue({ code: 'custom', message, path: [name] });
    if (first !== credentialsV2 && first !== credentialsV1) say(`does not begin with "${credentialsV2}"`, '@context');
    if (!openBadges.test(second ?? '')) say('does not name the context of Open Badges 3.0 second', '@context');
    if (first === credentialsV2 && value.validFrom === undefined) say('is missing', 'validFrom');
    if (first === credentialsV1 && value.issuanceDate === undefined) say('is missing', 'issuanceDate');
  });

/** A list of what was revoked (Bitstring Status List 1.0, 2.2). */
const statusList = z.looseObject({
  ...common,
  id: uri,
  type: typeOf('BitstringStatusListCredential'),
  credentialSubject: z.looseObject({
    type: typeOf('BitstringStatusList'),
    statusPurpose: listOf(filled),
    encodedList: z.string(),
  }),
});

const dates = z.object({
  validFrom: dateTime.optional().catch(undefined),
  validUntil: dateTime.optional().catch(undefined),
  issuanceDate: dateTime.optional().catch(undefined),
  expirationDate: dateTime.optional().catch(undefined),
});

/** The dates of a credential whatever else is wrong with it; those that are none are left out. */
export const readDates = (credential: JsonObject) => dates.parse(credential);

export type Badge = z.output<typeof badge>;
export type StatusList = z.output<typeof statusList>;
type Reading<T> = { readonly value: T | null; readonly faults: readonly string[] };

/** A credential as an Open Badge, or in words what is missing or wrong. */
export const readBadge = (credential: JsonObject): Reading<Badge> => read(badge, credential);

/** A credential as a status list, or in words what is missing or wrong. */
export const readStatusList = (credential: JsonObject): Reading<StatusList> => read(statusList, credential);

function read<T extends z.ZodType>(schema: T, credential: JsonObject): Reading<z.output<T>> {
  const parsed = schema.safeParse(credential);
  if (parsed.success) return { value: parsed.data, faults: [] };
  return {
    value: null,
    faults: parsed.error.issues.slice(0, 20).map(({ path, message }) => wordsOf(credential, path, message)),
  };
}

function wordsOf(credential: JsonObject, path: readonly PropertyKey[], message: string): string {
  let value: unknown = credential;
  for (const name of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[name];
  const place = shown(path.map(String).join('.'));
  return `${place === '' ? 'the certificate' : place} ${value === undefined ? 'is missing' : words(message)}`;
}

/** Messages of zod itself speak of types; ours are sentences already. */
function words(message: string): string {
  return message.startsWith('Invalid') || message.startsWith('Too')
    ? 'has not the form that the standard asks for'
    : message;
}
