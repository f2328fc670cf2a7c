/**
 * The keys that sign certificates in the name of a centre ([CT1]): one for each laptop that issues. Somebody of the centre asks with
 * the key of their laptop; another person of the centre approves exactly that, or ends it. What a key is worth is counted from these
 * records by whoever reads.
 */
import { z } from 'zod';
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { asApproval, countApprovals, deviceNamedIn, digestOfAction } from '../approvals.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { declareRecord } from '../declare-record.ts';
import { instant, json, reference } from '../field.ts';
import { type Profile, profileSchema } from '../identity.ts';
import { noteLimit } from '../note-limit.ts';
import type { OperationKind } from '../record-state.ts';

const issuerSchema = z.looseObject({
  /** Ed25519, as Multikey. */
  key: z.string().regex(/^z6Mk[1-9A-HJ-NP-Za-km-z]{40,60}$/),
  /** Who asks; the centre of theirs is the one that it signs for. */
  by: profileSchema,
  at: z.int(),
});
export type Issuer = z.infer<typeof issuerSchema>;

const actSchema = z
  .looseObject({
    does: z.enum(['approve', 'end']),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    note: z.string().max(noteLimit),
    by: profileSchema,
    at: z.int(),
  })
  // Whoever can no longer issue learns why.
  .refine(({ does, note }) => does !== 'end' || /\S/.test(note));
export type KeyAct = z.infer<typeof actSchema>;

export const certificateKey = declareRecord({
  type: 'certificate-key',
  version: 1,
  parent: null,
  appendOnly: true,
  ofItsHub: true,
  fields: { issuer: json({ listed: true, schema: issuerSchema }) },
});

export const certificateKeyAct = declareRecord({
  type: 'certificate-key-act',
  version: 1,
  parent: 'certificateKey',
  appendOnly: true,
  ofItsHub: true,
  fields: {
    certificateKey: reference({ listed: true }),
    act: json({ listed: true, schema: actSchema }),
  },
});

/** A status list of a key, signed by it ([CT7]). */
export const certificateList = declareRecord({
  type: 'certificate-list',
  version: 1,
  parent: 'certificateKey',
  appendOnly: true,
  fields: {
    certificateKey: reference({ listed: true }),
    at: instant({ listed: true }),
    list: json(),
  },
});

export const readIssuer = (value: Json | undefined): Issuer | null =>
  issuerSchema.safeParse(value).success ? (value as unknown as Issuer) : null;

export const readKeyAct = (value: Json | undefined): KeyAct | null =>
  actSchema.safeParse(value).success ? (value as unknown as KeyAct) : null;

/** What an approval of a key must name. */
export const digestOfIssuer = (record: RecordId, issuer: Issuer): string =>
  digestOfAction(record, issuer as unknown as Json);

/** One key and what it is worth. */
export interface StandingKey {
  readonly id: RecordId;
  readonly scope: string;
  readonly issuer: Issuer;
  readonly digest: string;
  readonly state: 'waiting' | 'in-force' | 'ended';
  /** Who approved it, or who ended it. */
  readonly act: KeyAct | null;
}

/** What each key is worth, the oldest first, from the entries of the catalogue. */
export function standingKeys(keys: readonly CatalogueEntry[], acts: readonly CatalogueEntry[]): StandingKey[] {
  const standing = keys.flatMap(({ id, scope, values }) => {
    const issuer = readIssuer(values['issuer']);
    if (issuer === null) return [];
    const own = acts.filter((act) => act.values['certificateKey'] === id && act.scope === scope);
    return [
      {
        id,
        scope,
        issuer,
        ...standingOf(
          id,
          issuer,
          own.flatMap(({ values: said }) => readKeyAct(said['act']) ?? []),
        ),
      },
    ];
  });
  return standing.sort((a, b) => a.issuer.at - b.issuer.at || (a.id < b.id ? -1 : 1));
}

function standingOf(
  id: RecordId,
  issuer: Issuer,
  acts: readonly KeyAct[],
): Pick<StandingKey, 'digest' | 'state' | 'act'> {
  const digest = digestOfIssuer(id, issuer);
  // Nobody vouches for another centre, nor ends what is not theirs.
  const ofCentre = acts.filter(({ by }) => by.centre === issuer.by.centre);
  const ends = ofCentre.filter((act) => act.does === 'end' && act.digest === digest).sort((a, b) => a.at - b.at);
  if (ends[0] !== undefined) return { digest, state: 'ended', act: ends[0] };
  const given = ofCentre.filter(({ does }) => does === 'approve').map((act) => ({ ...asApproval(act), act }));
  const rule = { digest, askedBy: issuer.by.person, askedOn: deviceNamedIn(issuer), needed: 1 };
  const { approvals, isEnough } = countApprovals(rule, given);
  return { digest, state: isEnough ? 'in-force' : 'waiting', act: approvals[0]?.act ?? null };
}

interface Said {
  readonly kind: OperationKind;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}

/** Whose word an operation says it is, if it is one of a key: the hub asks that it be its author's ([CT1]). */
export function keySpeakerIn({ kind, type, field, value }: Said): Profile | null {
  if (kind !== 'set') return null;
  if (type === certificateKey.type && field === 'issuer') return readIssuer(value)?.by ?? null;
  return type === certificateKeyAct.type && field === 'act' ? (readKeyAct(value)?.by ?? null) : null;
}
