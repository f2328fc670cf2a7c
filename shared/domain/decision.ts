/**
 * A decision about changes that the hub held, as a record in the order of their scope ([HB10]): who decided what, when and
 * why. It names what it is about and never holds a value of it, since what was discarded shall not travel.
 */
import { z } from 'zod';
import type { RecordId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { declareRecord } from './declare-record.ts';
import { json } from './field.ts';
import { type Profile, profileSchema } from './identity.ts';
import { noteLimit } from './note-limit.ts';
import type { OperationKind } from './record-state.ts';

export const verdicts = ['accepted', 'returned', 'discarded'] as const;
export type Verdict = (typeof verdicts)[number];

/** Operations that one decision may be about. */
export const operationsPerDecision = 1_000;

export const decision = declareRecord({
  type: 'decision',
  version: 1,
  parent: null,
  appendOnly: true,
  ofItsHub: true,
  // In one field, so that one operation decides: of several, the hub could have taken some and refused others.
  fields: { ruling: json() },
});

/** The field that decides. */
export const rulingField = 'ruling';

const rulingSchema = z
  .object({
    /** What was decided on, by id, sorted: an id says nothing of a value. */
    operations: z
      .array(z.string().regex(/^[0-9a-f]{32}$/))
      .min(1)
      .max(operationsPerDecision),
    outcome: z.enum(verdicts),
    /** Why. Whoever accepts need not say. */
    note: z.string().max(noteLimit),
    language: z.string().max(35).nullable(),
    /** Whose work it was, and who decided, as the hub knew them. */
    author: profileSchema,
    by: profileSchema,
    /** By the clock of whoever decided; shown, decides nothing. */
    at: z.number().int(),
    /** What the operations are of, sorted by id. */
    records: z.array(z.object({ id: z.uuid(), type: z.string().max(300) })).max(operationsPerDecision),
    /** Why they were held, sorted. */
    reasons: z.array(z.string().max(100)).max(20),
  })
  .refine(({ outcome, note }) => outcome === 'accepted' || note.trim() !== '');
export type Ruling = z.infer<typeof rulingSchema>;

/** What a value of the ruling field says; null when no decision can be read from it. */
export function readRuling(value: Json): Ruling | null {
  const read = rulingSchema.safeParse(value);
  return read.success ? read.data : null;
}

/** The ruling that an operation is, if it is one: the one operation of a decision that decides. */
export function rulingOf(operation: RulingSubject): Ruling | null {
  const { kind, type, field, value } = operation;
  return kind === 'set' && type === decision.type && field === rulingField ? readRuling(value) : null;
}

export interface RulingSubject {
  readonly kind: OperationKind;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}

/** A held operation as whoever decides, and the hub that checks it, see it. */
export interface HeldSubject {
  readonly id: string;
  readonly record: RecordId;
  readonly type: string;
  readonly reason: string;
}

/** What a ruling says of what it is about: the hub makes it, or makes it again and compares ([HB11]). */
export function subjectsOfRuling(held: readonly HeldSubject[]): Pick<Ruling, 'operations' | 'records' | 'reasons'> {
  const types = new Map(held.map(({ record, type }) => [record, type]));
  return {
    operations: [...new Set(held.map(({ id }) => id))].sort(),
    records: [...types].map(([id, type]) => ({ id, type })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    reasons: [...new Set(held.map(({ reason }) => reason))].sort(),
  };
}

/** What one action did to one record and the hub holds: what a person decides on. */
export interface HeldChange extends Omit<HeldSubject, 'id'> {
  readonly author: Profile;
  readonly operations: readonly { readonly id: string }[];
}

/** The ruling of a person about held work. */
export function rulingOn(
  { operations, record, type, reason, author }: HeldChange,
  said: Pick<Ruling, 'outcome' | 'note' | 'language' | 'by' | 'at'>,
): Ruling {
  return { ...subjectsOfRuling(operations.map(({ id }) => ({ id, record, type, reason }))), author, ...said };
}

/** A person whom the hub never knew is shown by the id that was signed. */
export const strangerOf = (person: string): Profile => ({ person, name: person, centre: '' });
