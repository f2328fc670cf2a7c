/**
 * The audit file: one scope's order with everything that is needed to check it without a hub and without a device
 * ([AU5]). JSON Lines: a head, a line for each place, the places that the hub signed, what contradicts them, the end, and
 * the hash of every byte before it. One file has one spelling; a reader takes no other.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, textOfUtf8, toHex, utf8 } from '../base/bytes.ts';
import type { OperationId } from '../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { hubKeySchema } from '../domain/identity.ts';
import { logEvidenceSchema, mostProofHashes } from './log/judge-checkpoint.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const time = z.number().int();

const headSchema = z.strictObject({
  waypost: z.literal('audit'),
  /** 1 knew nothing of the hub's log. */
  version: z.union([z.literal(1), z.literal(2)]),
  hub: z.uuid(),
  network: z.string(),
  /** The hub's epoch when this was written. */
  epoch: z.uuid(),
  scope: z.strictObject({ id: z.uuid(), name: z.string() }),
  /** The hub's keys, oldest first, as the device knew them. */
  keys: z.array(hubKeySchema.strict()).max(100),
  /** The device that wrote this. */
  device: z.uuid(),
  /** Its Ed25519 key, by which it cosigned the hub's log; from version 2 on. */
  deviceKey: hex(32).optional(),
  /** When, by its clock, in milliseconds since 1970. */
  written: time,
});
/** A signed place; its scope is the file's. */
const signedSchema = z.strictObject({
  epoch: z.uuid(),
  seq: z.number().int().min(0),
  chain: hex(16),
  at: time,
  key: hex(8),
  signature: hex(64),
});
const contradictionSchema = z.strictObject({
  kind: z.enum(['rewritten', 'shortened']),
  seen: signedSchema,
  given: signedSchema,
  /** When the device found it, by its clock. */
  found: time,
});
/** Two checkpoints of the hub's log, as signed notes, that cannot both be true (judge-checkpoint.ts). */
const logEvidenceFileSchema = z.strictObject({
  kind: logEvidenceSchema.shape.kind,
  seen: z.string(),
  given: z.string(),
  proof: z.array(hex(32)).max(mostProofHashes),
  found: time,
});
const lineSchema = z.union([
  /** Place, operation, canonical header (operation-header.ts), which holds the commitment to the value. */
  z.tuple([z.number().int().min(1), hex(16), z.string().regex(/^(?:[0-9a-f]{2})+$/)]),
  z.strictObject({ signed: signedSchema }),
  z.strictObject({ contradiction: contradictionSchema }),
  z.strictObject({ log: z.string() }),
  z.strictObject({ logEvidence: logEvidenceFileSchema }),
]);

export type AuditHead = z.infer<typeof headSchema>;
export type AuditSigned = z.infer<typeof signedSchema>;
export type AuditContradiction = z.infer<typeof contradictionSchema>;

export type AuditLogEvidence = z.infer<typeof logEvidenceFileSchema>;

export interface AuditPlace {
  readonly seq: number;
  readonly id: OperationId;
  /** Hexadecimal. */
  readonly header: string;
}

export interface Audit {
  readonly head: AuditHead;
  readonly places: readonly AuditPlace[];
  readonly signed: readonly AuditSigned[];
  readonly contradictions: readonly AuditContradiction[];
  /** The newest checkpoint of the hub's log that the device saw, as a signed note with its cosignature; none in version 1. */
  readonly log: readonly string[];
  readonly logEvidence: readonly AuditLogEvidence[];
  /** The chain hash at the last place. */
  readonly chain: string;
}

export interface AuditUnreadable extends Failure<'audit-unreadable'> {
  readonly reason: string;
}

/** A line of the file. */
const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;

export function encodeAudit(audit: Audit): Uint8Array {
  const body = utf8(bodyOf(audit));
  return concat(body, utf8(lineOf({ sha256: toHex(sha256(body)) })));
}

function bodyOf({ head, places, signed, contradictions, log, logEvidence, chain }: Audit): string {
  return [
    lineOf(headSchema.parse(head)),
    ...places.map(({ seq, id, header }) => lineOf([seq, id, header])),
    ...signed.map((one) => lineOf({ signed: signedSchema.parse(one) })),
    ...contradictions.map((one) => lineOf({ contradiction: contradictionSchema.parse(one) })),
    ...log.map((one) => lineOf({ log: one })),
    ...logEvidence.map((one) => lineOf({ logEvidence: logEvidenceFileSchema.parse(one) })),
    lineOf({ end: { places: places.length, chain } }),
  ].join('');
}

const endSchema = z.strictObject({ end: z.strictObject({ places: z.number(), chain: hex(16) }) });

/** Reads a file whole. What is written in any other way than {@link encodeAudit} would is unreadable. */
export function readAudit(bytes: Uint8Array): Result<Audit, AuditUnreadable> {
  const text = textOfUtf8(bytes);
  if (text === null) return unreadable('it is not text in UTF-8');
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < 3) return unreadable('it ends too early');
  const head = headSchema.safeParse(parsed(lines[0]));
  if (!head.success) return unreadable('line 1 is not the head of an audit file of a version that is known here');
  const end = endSchema.safeParse(parsed(lines.at(-2)));
  if (!end.success) return unreadable('its last line but one is not the end of an audit file');
  const places: AuditPlace[] = [];
  const signed: AuditSigned[] = [];
  const contradictions: AuditContradiction[] = [];
  const log: string[] = [];
  const logEvidence: AuditLogEvidence[] = [];
  for (const [i, line] of lines.slice(1, -2).entries()) {
    const read = lineSchema.safeParse(parsed(line));
    if (!read.success) return unreadable(`line ${i + 2} is none of an audit file`);
    if (Array.isArray(read.data)) places.push({ seq: read.data[0], id: read.data[1], header: read.data[2] });
    else if ('signed' in read.data) signed.push(read.data.signed);
    else if ('log' in read.data) log.push(read.data.log);
    else if ('logEvidence' in read.data) logEvidence.push(read.data.logEvidence);
    else contradictions.push(read.data.contradiction);
  }
  const audit = { head: head.data, places, signed, contradictions, log, logEvidence, chain: end.data.end.chain };
  if (head.data.version === 1 && (log.length + logEvidence.length > 0 || head.data.deviceKey !== undefined)) {
    return unreadable('it says of the log what its version does not know');
  }
  // Written again it must be the same bytes: a changed byte has no place to hide, not even between the values.
  const again = encodeAudit(audit);
  if (!isSame(again, bytes)) return unreadable('its bytes are not those that were written: it was changed or damaged');
  return ok(audit);
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function unreadable(reason: string): Result<never, AuditUnreadable> {
  return fail({ kind: 'audit-unreadable', reason });
}
