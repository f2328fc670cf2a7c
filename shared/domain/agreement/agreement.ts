/**
 * An agreement between centres: which records may flow from one to another, up to which mark, from when until when and what
 * for. Its terms are one value that nobody changes, so that whoever signs, signs exactly these; other terms are another
 * agreement. Signing and ending are records beside it, and all that holds follows from them (standing.ts).
 */
import { z } from 'zod';
import type { PersonId, RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { digestOfAction } from '../approvals.ts';
import { declareRecord } from '../declare-record.ts';
import { json, reference, text } from '../field.ts';
import { type Profile, profileSchema } from '../identity.ts';
import { noteLimit } from '../note-limit.ts';
import type { OperationKind } from '../record-state.ts';
import type { tlpLevels } from '../tlp.ts';

/** The marks up to which something may flow: what is for named persons only is for no centre. */
export const ceilings = [
  'TLP:CLEAR',
  'TLP:GREEN',
  'TLP:AMBER',
  'TLP:AMBER+STRICT',
] as const satisfies readonly (typeof tlpLevels)[number][];
export type Ceiling = (typeof ceilings)[number];

/** The kinds of record that an agreement may name; what belongs to one of them flows with it. */
export const agreedKinds = ['playbook', 'course', 'exercise', 'review', 'session', 'run', 'person'] as const;
export type AgreedKind = (typeof agreedKinds)[number];

/** Persons of one party who have to sign, at most. */
export const mostSignatures = 7;

const centre = z.string().min(1).max(300);

const termsSchema = z
  .looseObject({
    title: z.string().min(1).max(500),
    reference: z.string().max(60),
    purpose: z.string().max(noteLimit),
    /** Of title and purpose. */
    language: z.string().max(35),
    /** Names of centres. It holds between any two of them, both ways. */
    parties: z.array(centre).min(2).max(20),
    /** Kinds of record, those of a newer edition included. */
    kinds: z.array(z.string().max(300)).min(1).max(100),
    ceiling: z.enum(ceilings),
    from: z.iso.date(),
    /** The last day, included. */
    until: z.iso.date(),
    /** Persons of each party who have to sign. */
    signatures: z.int().min(1).max(mostSignatures),
    /** Who proposed it, as the hub knew them, and when by their clock. */
    by: profileSchema,
    at: z.int(),
  })
  .refine(({ from, until }) => from <= until)
  .refine(({ parties }) => new Set(parties).size === parties.length);
export type Terms = z.infer<typeof termsSchema>;

/**
 * Whether what is about a person goes under these terms only with their consent ([CO3]). It stands beside the schema, which is
 * locked: an edition that does not know it keeps it as it was signed, and older terms do not ask.
 */
export const asksConsent = (terms: Terms): boolean => terms['consent'] === true;

/** Kinds whose records, or records that belong to them, are about a person: what these terms say of consent is about them alone. */
const kindsAboutPeople: ReadonlySet<string> = new Set<AgreedKind>(['person', 'session']);

/** Whether something about people may flow under these terms. */
export const agreesOnPeople = ({ kinds }: Terms): boolean => kinds.some((kind) => kindsAboutPeople.has(kind));

const actSchema = z.looseObject({
  /** `sign` what the digest names; `end` the agreement, which one person of any party may do at any time. */
  does: z.enum(['sign', 'end']),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  note: z.string().max(noteLimit),
  language: z.string().max(35),
  /** Who, as the hub knew them: a person signs for their centre and for no other. */
  by: profileSchema,
  at: z.int(),
});
export type Act = z.infer<typeof actSchema>;

export const agreement = declareRecord({
  type: 'agreement',
  version: 1,
  parent: null,
  appendOnly: true,
  ofItsHub: true,
  fields: {
    /** As in the terms: to be found by. */
    title: text({ listed: true, searched: 'title', max: 500 }),
    terms: json({ listed: true, schema: termsSchema }),
  },
});

export const agreementAct = declareRecord({
  type: 'agreement-act',
  version: 1,
  parent: 'agreement',
  appendOnly: true,
  ofItsHub: true,
  fields: { agreement: reference({ listed: true }), act: json({ listed: true, schema: actSchema }) },
});

/** The terms in a value, as they were written and signed, with what a newer edition added; null when it holds none. */
export function readTerms(value: Json | undefined): Terms | null {
  return termsSchema.safeParse(value).success ? (value as unknown as Terms) : null;
}

export function readAct(value: Json | undefined): Act | null {
  return actSchema.safeParse(value).success ? (value as unknown as Act) : null;
}

/** What a signature under these terms must name. */
export function digestOfTerms(record: RecordId, terms: Terms): string {
  return digestOfAction(record, terms as unknown as Json);
}

/** Whose word an operation says it is, if it is one of an agreement: the hub asks that it be its author's ([AG2]). */
export function signerIn({ kind, type, field, value }: WordSubject): Profile | null {
  if (kind !== 'set') return null;
  if (type === agreement.type && field === 'terms') return readTerms(value)?.by ?? null;
  return type === agreementAct.type && field === 'act' ? (readAct(value)?.by ?? null) : null;
}

export interface WordSubject {
  readonly kind: OperationKind;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}

/** Whether somebody belongs to a party of these terms. */
export function isOfParty({ parties }: Terms, { centre: own }: Pick<Profile, 'centre'>): boolean {
  return parties.includes(own);
}

/** Who may not sign: whoever proposed it, and whoever is of no party. */
export function maySign(terms: Terms, who: { readonly person: PersonId; readonly centre: string }): boolean {
  return isOfParty(terms, who) && terms.by.person !== who.person;
}
