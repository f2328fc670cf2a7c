/**
 * The note beside a translated text: which text it speaks of, from which source text it was made, how far it has come.
 * It is a field of the same record (`translation:title.ar` beside `title.ar`), so it travels, merges and is granted like
 * the text itself, and editions that do not know it keep it raw. Several heads are no conflict: each note speaks of the
 * text whose fingerprint it carries, and of no other (docs/decisions).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { toHex, utf8 } from '../../base/bytes.ts';
import { isJsonObject, type Json } from '../../base/json.ts';

// Not `@`: hubs before this edition refuse names that begin so, and pass every other name on.
const prefix = 'translation:';

/** How far people have taken a text that is there. What a newer edition says counts as translated. */
export const noteStates = ['translated', 'reviewed', 'final'] as const;
export type NoteState = (typeof noteStates)[number];

export interface TranslationNote {
  readonly state: NoteState;
  /** Fingerprint of the text that the note speaks of. */
  readonly text: string;
  /** Fingerprint of the source text it was translated from; null when nobody knows. */
  readonly source: string | null;
}

const fingerprintSchema = z.string().regex(/^[0-9a-f]{16}$/);

/** What may be written; more properties and other states are left to newer editions. */
export const noteSchema = z.looseObject({
  state: z.string().min(1).max(40),
  text: fingerprintSchema,
  source: fingerprintSchema.optional(),
});

/** The note's field key for a text's: `translation:title.ar` for `title.ar`. */
export function noteKeyOf(key: string): string {
  return prefix + key;
}

/** The text's field key that a note's key speaks of, or null when the key is none of a note. */
export function notedKey(key: string): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

const remembered = new Map<string, string>();
/** As many texts as a few hundred playbooks have; what is asked for again is not computed again. */
const rememberedLimit = 32_768;

/** Tells texts apart: 8 bytes of SHA-256 in hexadecimal, over the composed form, since keyboards compose differently. */
export function fingerprintOf(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const fingerprint = toHex(sha256(utf8(text.normalize('NFC'))).subarray(0, 8));
  if (remembered.size >= rememberedLimit) remembered.clear();
  remembered.set(text, fingerprint);
  return fingerprint;
}

/** The value to store. */
export function noteValue({ state, text, source }: TranslationNote): Json {
  return { state, text, ...(source === null ? {} : { source }) };
}

/** Reads a stored value; null when it is none that this edition understands. */
export function readNote(value: Json): TranslationNote | null {
  if (!isJsonObject(value) || !noteSchema.safeParse(value).success) return null;
  const state = noteStates.find((known) => known === value.state) ?? 'translated';
  return { state, text: value.text as string, source: (value.source as string | undefined) ?? null };
}
