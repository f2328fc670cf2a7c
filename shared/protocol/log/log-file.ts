/**
 * The hub's log as a file ([AL6]): every entry, opened where its reader may know what it says, what the hub signed of them
 * and what laptops signed under that. JSON Lines, like the audit file of a scope; one file has one spelling.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { textOfUtf8, toHex, utf8 } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { hubKeySchema } from '../../domain/identity.ts';
import { logClasses } from '../../domain/log-class.ts';
import type { AuditUnreadable } from '../audit-file.ts';
import type { OpenEntry } from './log-entry.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const headSchema = z.strictObject({
  waypost: z.literal('audit-log'),
  version: z.literal(1),
  hub: z.uuid(),
  network: z.string(),
  epoch: z.uuid(),
  /** The hub's keys, oldest first. */
  keys: z.array(hubKeySchema.strict()).max(100),
  written: z.number().int(),
});
const kind = z.enum(logClasses);
const lineSchema = z.union([
  /** Class and commitment; and, where it is opened, the salt and the statement that it is over. */
  z.tuple([kind, hex(32)]),
  z.tuple([kind, hex(32), z.string().regex(/^(?:[0-9a-f]{2})+$/), z.string()]),
  /** A laptop that cosigned, and its public key. */
  z.strictObject({ laptop: z.uuid(), key: hex(32) }),
  /** A checkpoint as a signed note, the cosignatures of laptops under it. */
  z.strictObject({ checkpoint: z.string() }),
]);
const endSchema = z.strictObject({ end: z.strictObject({ entries: z.number(), root: hex(32) }) });
const sealSchema = z.strictObject({ sha256: hex(32) });

export type LogHead = z.infer<typeof headSchema>;

export interface LogFile {
  readonly head: LogHead;
  readonly entries: readonly OpenEntry[];
  /** Public keys of laptops, by their ids. */
  readonly laptops: ReadonlyMap<string, string>;
  /** Signed notes, smallest first. */
  readonly checkpoints: readonly string[];
  /** The root that the file says of its entries. */
  readonly root: string;
}

/** What a file is written from: entries come piece by piece, so that no log is too long. */
export interface LogToWrite extends Omit<LogFile, 'entries'> {
  readonly entries: AsyncIterable<readonly OpenEntry[]>;
}

const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;

/** Writes a file, piece by piece. */
export async function* writeLogFile(log: LogToWrite): AsyncGenerator<string> {
  const hash = sha256.create();
  const sealed = (text: string) => {
    hash.update(utf8(text));
    return text;
  };
  yield sealed(lineOf(headSchema.parse(log.head)));
  let entries = 0;
  for await (const piece of log.entries) {
    entries += piece.length;
    yield sealed(piece.map(entryLine).join(''));
  }
  const laptops = [...log.laptops].map(([laptop, key]) => lineOf({ laptop, key }));
  const checkpoints = log.checkpoints.map((checkpoint) => lineOf({ checkpoint }));
  yield sealed([...laptops, ...checkpoints, lineOf({ end: { entries, root: log.root } })].join(''));
  yield lineOf({ sha256: toHex(hash.digest()) });
}

function entryLine({ class: kind, commitment, opened }: OpenEntry): string {
  return lineOf(opened === null ? [kind, commitment] : [kind, commitment, opened.salt, opened.statement]);
}

/** Reads a file whole. What is written in any other way than {@link writeLogFile} would is unreadable. */
export function readLogFile(bytes: Uint8Array): Result<LogFile, AuditUnreadable> {
  const text = textOfUtf8(bytes);
  if (text === null || !startsAsWritten(bytes)) return unreadable('it is not text in UTF-8');
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < 3) return unreadable('it ends too early');
  const [head, end, seal] = [
    parse(headSchema, lines[0]),
    parse(endSchema, lines.at(-2)),
    parse(sealSchema, lines.at(-1)),
  ];
  if (head === null) return unreadable('line 1 is not the head of a log of a version that is known here');
  if (end === null || seal === null) return unreadable('its last two lines are not the end of a log');
  const body = bytes.subarray(0, bytes.length - lineOf(seal).length);
  if (toHex(sha256(body)) !== seal.sha256) return unreadable('its bytes are not those that were written');
  const read = readLines(lines.slice(1, -2));
  if (typeof read === 'number') return unreadable(`line ${read + 2} is none of a log`);
  return read.entries.length === end.end.entries
    ? ok({ head, ...read, root: end.end.root })
    : unreadable('it does not hold as many entries as it says');
}

function readLines(lines: readonly string[]): Pick<LogFile, 'entries' | 'laptops' | 'checkpoints'> | number {
  const [entries, laptops, checkpoints]: [OpenEntry[], Map<string, string>, string[]] = [[], new Map(), []];
  for (const [i, line] of lines.entries()) {
    const read = parse(lineSchema, line);
    if (read === null) return i;
    if (Array.isArray(read)) {
      const [kind, commitment, salt, statement] = read;
      const opened = salt === undefined || statement === undefined ? null : { salt, statement };
      entries.push({ class: kind, commitment, opened });
    } else if ('laptop' in read) laptops.set(read.laptop, read.key);
    else checkpoints.push(read.checkpoint);
  }
  return { entries, laptops, checkpoints };
}

/** A line that is written as it would be; a changed byte has no place to hide, not even between the values. */
function parse<T>(schema: z.ZodType<T>, line: string | undefined): T | null {
  try {
    const read = schema.safeParse(JSON.parse(line ?? ''));
    return read.success && JSON.stringify(read.data) === line ? read.data : null;
  } catch {
    return null;
  }
}

/** A mark of the byte order would be dropped silently. */
const startsAsWritten = (bytes: Uint8Array) => bytes[0] === '{'.charCodeAt(0);

function unreadable(reason: string): Result<never, AuditUnreadable> {
  return fail({ kind: 'audit-unreadable', reason });
}
