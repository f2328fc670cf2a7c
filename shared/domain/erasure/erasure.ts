/**
 * The erasure of a person: asked for by one, confirmed by another, and from its place in the order on in force for everybody who
 * holds the scope ([ER1] to [ER3] of the records' rules). Both records say which values go by naming records and fields, and never hold a value.
 */
import { z } from 'zod';
import type { OperationId, RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { asApproval, countApprovals, deviceNamedIn, digestOfAction } from '../approvals.ts';
import { declareRecord, splitFieldKey } from '../declare-record.ts';
import type { Edition } from '../edition.ts';
import { json, reference } from '../field.ts';
import { type Profile, profileSchema } from '../identity.ts';
import { noteLimit } from '../note-limit.ts';
import type { OperationKind, RecordState } from '../record-state.ts';

/** Records that one erasure may name. */
export const recordsPerErasure = 1_000;

/** How many persons besides whoever asks for an erasure have to say so. */
export const erasureApprovals = 1;

/** A record of which values go: all of them, or those of some fields only. */
const erasedRecordSchema = z.object({
  id: z.uuid(),
  type: z.string().min(1).max(300),
  fields: z.array(z.string().min(1).max(300)).min(1).max(100).optional(),
});
export type ErasedRecord = z.infer<typeof erasedRecordSchema>;

const requestSchema = z.looseObject({
  records: z.array(erasedRecordSchema).min(1).max(recordsPerErasure),
  /** Why. Whoever writes it is told to name nobody: it stays. */
  reason: z.string().trim().min(1).max(noteLimit),
  language: z.string().max(35),
  /** Who asks, as the hub knew them. */
  by: profileSchema,
  /** By the clock of whoever says it; shown, decides nothing. */
  at: z.int(),
});
export type ErasureRequest = z.infer<typeof requestSchema>;

const answered = {
  /** The record that asks, and the operation in which it says what for. */
  request: z.uuid(),
  asked: z.string().regex(/^[0-9a-f]{32}$/),
  /** Of exactly what was asked ({@link digestOfRequest}). */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  by: profileSchema,
  at: z.int(),
};
const wordSchema = z.discriminatedUnion('does', [
  // Said again, so that whoever carries it out needs nothing but this one operation.
  z.looseObject({ does: z.literal('erase'), ...answered, records: requestSchema.shape.records }),
  z.looseObject({ does: z.literal('decline'), ...answered }),
]);
export type ErasureWord = z.infer<typeof wordSchema>;
export type ErasureOrder = Extract<ErasureWord, { does: 'erase' }>;

export const erasureRequest = declareRecord({
  type: 'erasure-request',
  version: 1,
  parent: 'person',
  appendOnly: true,
  ofItsHub: true,
  fields: { person: reference({ listed: true }), request: json({ listed: true, schema: requestSchema }) },
});

export const erasure = declareRecord({
  type: 'erasure',
  version: 1,
  parent: 'person',
  appendOnly: true,
  ofItsHub: true,
  fields: { person: reference({ listed: true }), word: json({ listed: true, schema: wordSchema }) },
});

/** What somebody asks for; null when a value says nothing of the kind. */
export function readErasureRequest(value: Json | undefined): ErasureRequest | null {
  return requestSchema.safeParse(value).success ? (value as unknown as ErasureRequest) : null;
}

export function readErasureWord(value: Json | undefined): ErasureWord | null {
  return wordSchema.safeParse(value).success ? (value as unknown as ErasureWord) : null;
}

/** What a confirmation must name. */
export function digestOfRequest(record: RecordId, request: ErasureRequest): string {
  return digestOfAction(record, request as unknown as Json);
}

interface Said {
  readonly kind: OperationKind;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}

/** What an operation says in answer to a request, if it does. */
export function erasureWordIn({ kind, type, field, value }: Said): ErasureWord | null {
  return kind === 'set' && type === erasure.type && field === 'word' ? readErasureWord(value) : null;
}

/** The erasure that an operation is, if it is one. It counts once it has a place in the order: the hub gives it none before it is approved. */
export function erasureIn(said: Said): ErasureOrder | null {
  const word = erasureWordIn(said);
  return word?.does === 'erase' ? word : null;
}

/** Whose word about an erasure an operation says it is, if it is one: the hub asks that it be its author's. */
export function eraserIn(said: Said): Profile | null {
  const { kind, type, field, value } = said;
  if (kind !== 'set') return null;
  if (type === erasureRequest.type && field === 'request') return readErasureRequest(value)?.by ?? null;
  return erasureWordIn(said)?.by ?? null;
}

/** The operation that asks, and the record that it belongs to. */
export interface AskedFor extends Said {
  readonly id: OperationId;
  readonly record: RecordId;
  readonly origin: { readonly author: string };
}

export type WordFault = 'not-asked' | 'own-word' | 'own-device';

/**
 * Whether an answer is about exactly what was asked, and enough persons stand behind it. `own-word` for a confirmation by whoever
 * asked, `own-device` for one by somebody else on the device on which it was asked; a request may be taken back by them.
 */
export function faultOfWord(word: ErasureWord, asked: AskedFor | null): WordFault | null {
  const request = asked?.type === erasureRequest.type ? readErasureRequest(asked.value) : null;
  if (asked === null || request === null || asked.record !== word.request) return 'not-asked';
  const digest = digestOfRequest(asked.record, request);
  if (word.digest !== digest) return 'not-asked';
  if (word.does === 'decline') return null;
  if (JSON.stringify(word.records) !== JSON.stringify(request.records)) return 'not-asked';
  const { author } = asked.origin;
  const rule = { digest, askedBy: author, askedOn: deviceNamedIn(request), needed: erasureApprovals };
  if (countApprovals(rule, [asApproval(word)]).isEnough) return null;
  return word.by.person === author ? 'own-word' : 'own-device';
}

/** Whether everything that these records lose is declared to be personal by an edition: nothing else is erased. */
export function isPersonal(
  records: readonly ErasedRecord[],
  { declarationOf }: Pick<Edition, 'declarationOf'>,
): boolean {
  return records.every(({ type, fields }) => {
    const declaration = declarationOf(type);
    if (declaration === undefined) return false;
    if (declaration.personal === true) return true;
    return fields?.every((name) => declaration.fields[name]?.personal === true) === true;
  });
}

/** What an erasure of these records takes: whole, or the fields of each that are personal. Records without anything to take are left out. */
export function erasedRecordsOf(
  states: readonly RecordState[],
  { declarationOf }: Pick<Edition, 'declarationOf'>,
): ErasedRecord[] {
  return states.flatMap(({ id, type, fields: heads }): ErasedRecord[] => {
    const declaration = declarationOf(type);
    if (declaration === undefined) return [];
    if (declaration.personal === true) return [{ id, type }];
    const set = new Set(Object.keys(heads).map((key) => splitFieldKey(key)[0]));
    const fields = Object.keys(declaration.fields).filter(
      (name) => declaration.fields[name]?.personal && set.has(name),
    );
    return fields.length === 0 ? [] : [{ id, type, fields }];
  });
}
