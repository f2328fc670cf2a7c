/**
 * The library file: everything that a person may see, as one ZIP of open formats (docs/library-file.md). Whatever is read
 * from one is checked against these schemas first; invariants: names and meanings never change, additions raise `version`.
 */
import { z } from 'zod';
import { isUuid } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { existenceField, type Head, type RecordState } from '../record-state.ts';
import { tlpLevels } from '../tlp.ts';

export const libraryFormat = 'waypost-library';
export const libraryVersion = 3;
/** The first that says that something stays for an agreement. */
export const agreementVersion = 2;
/** Of `everything.json`, and of a manifest in which nothing of a later version stands. */
export const firstVersion = 1;

/** Names inside the ZIP. Whatever else is in it is for people and other programs; an import reads these alone. */
export const libraryPaths = { manifest: 'manifest.json', everything: 'everything.json', files: 'files/' } as const;

const name = z.string().max(2_000);
const id = z.string().min(1).max(300);
const uuid = z.string().refine(isUuid);
const count = z.number().int().min(0);
/** `TLP:AMBER`, or `none` for records that carry no mark and belong to none that does. */
export const shownMarks = [...tlpLevels, 'none'] as const;
export type ShownMark = (typeof shownMarks)[number];
const mark = z.enum(shownMarks);

/**
 * Why a record stays: no role may read it, its mark is above what was chosen, it is deleted, no agreement lets it go to the
 * centre that the file is for (version 2), or the person whom it is about did not consent to that (version 3).
 */
export const withheldReasons = ['not-allowed', 'marking', 'deleted', 'agreement', 'consent'] as const;
export type WithheldReason = (typeof withheldReasons)[number];

const personSchema = z.object({ id, name, centre: name });

export const manifestSchema = z.object({
  format: z.literal(libraryFormat),
  version: z.number().int().min(1),
  /** Milliseconds since 1970. */
  at: z.number().int(),
  /** Who asked, and what for. */
  by: personSchema,
  purpose: name,
  network: z.object({ id: name, name, sample: z.boolean() }),
  scopes: z.array(z.object({ id, name })).max(10_000),
  /** Names of people whose ids stand beside what they wrote, so far as they were known there. */
  people: z.array(z.object({ id, name })).max(100_000),
  /** The highest mark that was to leave. */
  highest: z.enum(tlpLevels),
  records: count,
  leaving: z.array(z.object({ type: id, mark, records: count })).max(10_000),
  withheld: z.array(z.object({ type: id, mark, reason: z.enum(withheldReasons), records: count })).max(10_000),
  /** Attachments whose bytes are not in the file: not on that disk yet, or no room. */
  missingFiles: z.array(z.object({ record: id, name, reason: z.enum(['not-here', 'no-room']) })).max(1_000_000),
  /** Of an exercise package: the exercise that it is of ([EX25]). Such a file is signed. */
  exercise: uuid.optional(),
  /** The key that signed it, as Multikey; what it signed is this manifest as it was written. */
  signedBy: z.string().max(100).optional(),
  /** Every other file of the ZIP with its size and SHA-256. */
  files: z.array(z.object({ path: name, size: count, sha256: z.string().length(64) })).max(1_000_000),
});
export type Manifest = z.infer<typeof manifestSchema>;

const headSchema = z.object({
  id: z.string().max(100),
  kind: z.enum(['create', 'set', 'delete', 'restore']),
  value: z.json() as z.ZodType<Json>,
  lamport: z.number().min(0),
  wall: z.number(),
  author: z.string().max(100),
  device: z.string().max(100),
}) satisfies z.ZodType<Head>;

/** One record with every value that stands in it, those in conflict included. */
export const keptRecordSchema = z.object({
  scope: uuid,
  type: id,
  id: uuid,
  fields: z.record(z.string().min(1).max(300), z.array(headSchema).min(1).max(1_000)),
});
export type KeptRecord = z.infer<typeof keptRecordSchema>;

/**
 * A record as it is kept in the file: what was superseded before it arrived concerns this disk only. That it was moved to
 * another scope says to who has the file that it is not here any more.
 */
export function keptRecord({ scope, type, id: record, fields }: RecordState): KeptRecord {
  const exists = fields[existenceField]?.map((head) => (head.kind === 'move' ? { ...head, kind: 'delete' } : head));
  const kept = exists === undefined ? fields : { ...fields, [existenceField]: exists };
  return { scope, type, id: record, fields: kept } as unknown as KeptRecord;
}

/** `everything.json` is one JSON object with one record on each line, so that readers need not hold all of it. */
export const everythingHead = `{"format":"${libraryFormat}","version":${firstVersion},"records":[`;
export const everythingTail = ']}';

/** Path of the bytes of an attachment. Its record has the name that people gave it. */
export const attachmentPath = (record: string): string => `${libraryPaths.files}${record}`;
