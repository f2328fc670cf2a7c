/**
 * A request to read a scope for a while: what, what for, until which day. What is asked is one value that nobody changes, so
 * that whoever approves, approves exactly that. Each answer is a record beside it, and all that holds follows from them
 * (access-standing.ts).
 */
import { z } from 'zod';
import type { RecordId, ScopeId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { dayAfter, utcDay } from '../../base/plain-date.ts';
import { agreedKinds } from '../agreement/agreement.ts';
import { digestOfAction } from '../approvals.ts';
import { declareRecord } from '../declare-record.ts';
import { json, reference, text } from '../field.ts';
import { type Profile, profileSchema } from '../identity.ts';
import { noteLimit } from '../note-limit.ts';
import type { OperationKind } from '../record-state.ts';

/** Days that somebody may ask for, at most. */
export const longestAccess = 90;

/** The kinds of record that may be asked for; what belongs to one of them comes with it. */
export const askedKinds = agreedKinds;
export type AskedKind = (typeof askedKinds)[number];

/** The last day that somebody may ask for at an instant: days are those of UTC, since every device and hub judges what is asked. */
export const lastDayFrom = (at: number): string => dayAfter(utcDay(at), longestAccess);

/** The end of the year 9999: beyond it days are not written in four figures. */
const latest = 253_402_300_799_000;

/** Whether somebody may ask, at an instant, until this day. */
export function mayAskUntil(until: string, at: number): boolean {
  return at >= 0 && at <= latest && utcDay(at) <= until && until <= lastDayFrom(at);
}

const said = z.string().max(noteLimit);
const spoken = said.regex(/\S/);

const askedSchema = z
  .looseObject({
    scope: z.uuid(),
    /** What the scope is called, as whoever asks knows it. */
    scopeName: z.string().max(300),
    /** Kinds of record, those of a newer edition included. */
    kinds: z.array(z.string().max(300)).min(1).max(100),
    purpose: spoken,
    /** Of the purpose. */
    language: z.string().max(35),
    /** The last day, included. */
    until: z.iso.date(),
    /** Who asks, as the hub knows them, and when by their clock. */
    by: profileSchema,
    at: z.int().min(0).max(latest),
  })
  .refine(({ until, at }) => mayAskUntil(until, at))
  .refine(({ kinds }) => new Set(kinds).size === kinds.length);
export type Asked = z.infer<typeof askedSchema>;

const answerSchema = z
  .looseObject({
    /**
     * `approve` what the digest names; `refuse` it; `end` it: whoever asked takes it back or needs it no more, or who looks
     * after the scope takes it away.
     */
    does: z.enum(['approve', 'refuse', 'end']),
    request: z.uuid(),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    reason: said,
    language: z.string().max(35),
    by: profileSchema,
    at: z.int(),
  })
  // Whoever is refused learns why.
  .refine(({ does, reason }) => does !== 'refuse' || /\S/.test(reason));
export type Answer = z.infer<typeof answerSchema>;

export const accessRequest = declareRecord({
  type: 'access-request',
  version: 1,
  parent: null,
  appendOnly: true,
  ofItsHub: true,
  fields: {
    /** The name of the scope, as in what is asked: to be found by. */
    title: text({ listed: true, searched: 'title', max: 300 }),
    asked: json({ listed: true, schema: askedSchema }),
  },
});

export const accessAnswer = declareRecord({
  type: 'access-answer',
  version: 1,
  parent: 'request',
  appendOnly: true,
  ofItsHub: true,
  fields: { request: reference({ listed: true }), answer: json({ listed: true, schema: answerSchema }) },
});

/** What is asked in a value, as it was written, with what a newer edition added; null when it asks nothing. */
export function readAsked(value: Json | undefined): Asked | null {
  return askedSchema.safeParse(value).success ? (value as unknown as Asked) : null;
}

export function readAnswer(value: Json | undefined): Answer | null {
  return answerSchema.safeParse(value).success ? (value as unknown as Answer) : null;
}

/** What an answer to this request must name. */
export function digestOfAsked(request: RecordId, asked: Asked): string {
  return digestOfAction(request, asked as unknown as Json);
}

/** A value that says something of a request: what is asked, or an answer. */
export type AccessWord =
  | { readonly request: RecordId; readonly asked: Asked }
  | { readonly request: RecordId; readonly answer: Answer };

/** What an operation says of a request for access; null when it says nothing of any. */
export function accessWordIn({ kind, type, record, field, value }: AccessSubject): AccessWord | null {
  if (kind !== 'set') return null;
  if (type === accessRequest.type && field === 'asked') {
    const asked = readAsked(value);
    return asked && { request: record, asked };
  }
  const answer = type === accessAnswer.type && field === 'answer' ? readAnswer(value) : null;
  return answer && { request: answer.request, answer };
}

export interface AccessSubject {
  readonly kind: OperationKind;
  readonly type: string;
  readonly record: RecordId;
  readonly field: string;
  readonly value: Json;
}

/** Whose word it says it is: the hub asks that it be its author's ([AR2]). */
export function speakerOf(word: AccessWord): Profile {
  return 'asked' in word ? word.asked.by : word.answer.by;
}

/** Who may say this of a request: whoever asked ends it, who looks after the scope does the rest, and nobody answers themselves. */
export function mayAnswer(
  asked: Asked,
  { does, by }: Pick<Answer, 'does' | 'by'>,
  looksAfter: readonly ScopeId[],
): boolean {
  const isOwn = by.person === asked.by.person;
  if (does === 'end' && isOwn) return true;
  return !isOwn && looksAfter.includes(asked.scope);
}
