/**
 * The vault file: in how many ways the one key of a profile can be had, and nothing that is secret without one of them.
 *
 *     'WPVAULT' | version | canonical CBOR { suite, id, slots } | proof (32) | SHA-256 of all before it (32)
 *
 * Each slot wraps the same 32 bytes; its own header is authenticated with them. The proof is an HMAC under a key that only the
 * vault's key gives, so that slots cannot be exchanged by somebody who cannot open one. The sum tells damage from a
 * wrong passphrase. A cost below the floor is refused: whoever can write the file could otherwise make guessing cheap.
 * Slots of a kind that this edition does not know are kept as they are.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, equalBytes, utf8 } from '../base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { decodeCanonical, encodeCanonical } from '../protocol/canonical-cbor.ts';
import { readSafely } from '../protocol/read-safely.ts';
import { setSize } from './custodian-share.ts';
import { nonceSize, tagSize } from './sealed-blob.ts';

export const vaultKeySize = 32;
export const saltSize = 16;
const sumSize = 32;
const magic = utf8('WPVAULT');
const version = 1;
const suite = 1;
/** Far more than the slots that there can be. */
const largestFile = 16_384;

/** What Argon2id may cost: below it guessing is too cheap, above it a crafted file would hang the app. */
export interface KeyCost {
  readonly memoryMiB: number;
  readonly passes: number;
}
export const costFloor: KeyCost = { memoryMiB: 128, passes: 3 };
export const costCeiling: KeyCost = { memoryMiB: 1_024, passes: 10 };

const bytes = (size: number) => z.instanceof(Uint8Array).refine(({ length }) => length === size);
const wrapped = {
  salt: bytes(saltSize),
  nonce: bytes(nonceSize),
  wrapped: bytes(vaultKeySize + tagSize),
};
const slotSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('passphrase'),
    ...wrapped,
    memoryMiB: z.number().int().positive(),
    passes: z.number().int().positive(),
  }),
  z.strictObject({ kind: z.literal('recovery'), ...wrapped }),
  /** By any two of three shares. Who has them is sealed: a name on a disk would say whom to ask. */
  z.strictObject({ kind: z.literal('custodians'), ...wrapped, set: bytes(setSize), names: z.instanceof(Uint8Array) }),
  /** By the system's keychain, for some days: what it sealed, and which of its stores that was. */
  z.strictObject({
    kind: z.literal('keychain'),
    ...wrapped,
    backend: z.string(),
    sealed: z.instanceof(Uint8Array),
    madeAt: z.number().int(),
    expiresAt: z.number().int(),
  }),
]);
const knownKinds: ReadonlySet<unknown> = new Set<SlotKind>(['passphrase', 'recovery', 'custodians', 'keychain']);
const newerSchema = z.looseObject({ kind: z.string().refine((kind) => !knownKinds.has(kind)) });
const contentSchema = z.strictObject({
  suite: z.literal(suite),
  id: bytes(saltSize),
  slots: z
    .array(z.union([slotSchema, newerSchema]))
    .min(1)
    .max(16),
});

export type KnownSlot = z.infer<typeof slotSchema>;
export type SlotKind = KnownSlot['kind'];
export type SlotOf<K extends SlotKind> = Extract<KnownSlot, { readonly kind: K }>;
/** A slot without what it wraps: what is authenticated with it. */
export type SlotHeader = { [K in SlotKind]: Omit<SlotOf<K>, 'nonce' | 'wrapped'> }[SlotKind];
/** A slot that a newer edition wrote. It opens nothing here, and is never dropped. */
interface NewerSlot {
  readonly kind: 'newer';
  readonly content: unknown;
}
export type VaultSlot = KnownSlot | NewerSlot;

export interface VaultContent {
  readonly id: Uint8Array;
  readonly slots: readonly VaultSlot[];
}

export interface VaultFile extends VaultContent {
  readonly proof: Uint8Array;
}

export type VaultFileFailure = Failure<'vault-damaged'> | Failure<'vault-weakened'> | Failure<'vault-too-new'>;

/** What the proof is made over. */
export function provedBytes({ id, slots }: VaultContent): Uint8Array {
  const written = slots.map((slot) => (slot.kind === 'newer' ? slot.content : slot));
  return concat(magic, Uint8Array.of(version), encodeCanonical({ suite, id, slots: written }));
}

export function encodeVaultFile(content: VaultContent, proof: Uint8Array): Uint8Array {
  const proved = concat(provedBytes(content), proof);
  return concat(proved, sha256(proved));
}

/** Reads a vault file. Any byte that changed makes it damaged; only then is asked what it says. */
export function decodeVaultFile(file: Uint8Array): Result<VaultFile, VaultFileFailure> {
  const end = file.length - sumSize;
  if (!isWhole(file)) return fail({ kind: 'vault-damaged' });
  if ((file[magic.length] ?? 0) > version) return fail({ kind: 'vault-too-new' });
  const read = readSafely(() => decodeCanonical(file.subarray(contentBegin, end - sumSize)) as unknown);
  if (!read.ok) return fail({ kind: 'vault-damaged' });
  const content = contentSchema.safeParse(read.value);
  if (!content.success) return fail({ kind: isNewerSuite(read.value) ? 'vault-too-new' : 'vault-damaged' });
  const slots = content.data.slots.map(slotOf);
  if (!slots.every(isAllowed)) return fail({ kind: 'vault-weakened' });
  // Whatever opens it is of a newer edition.
  if (slots.every(({ kind }) => kind === 'newer')) return fail({ kind: 'vault-too-new' });
  return ok({ id: content.data.id, slots, proof: file.slice(end - sumSize, end) });
}

/**
 * What a damaged file still says; null when it says nothing. Each of its slots answers for itself: one that opens was not
 * hit, since all of it is authenticated.
 */
export function salvageVaultFile(file: Uint8Array): VaultContent | null {
  if (file.length > largestFile || file.length < contentBegin + 2 * sumSize) return null;
  const read = readSafely(() => decodeCanonical(file.subarray(contentBegin, file.length - 2 * sumSize)) as unknown);
  const content = contentSchema.safeParse(read.ok ? read.value : null);
  if (!content.success) return null;
  return { id: content.data.id, slots: content.data.slots.map(slotOf).filter(isAllowed) };
}

const contentBegin = magic.length + 1;

function isWhole(file: Uint8Array): boolean {
  const end = file.length - sumSize;
  if (file.length > largestFile || end - sumSize <= contentBegin) return false;
  return (
    equalBytes(sha256(file.subarray(0, end)), file.subarray(end)) && equalBytes(file.subarray(0, magic.length), magic)
  );
}

function slotOf(written: z.infer<typeof contentSchema>['slots'][number]): VaultSlot {
  const known = slotSchema.safeParse(written);
  return known.success ? known.data : { kind: 'newer', content: written };
}

/** Authenticated with the wrapped key: the vault that the slot belongs to, and all of its own header. */
export function slotHeader(id: Uint8Array, header: SlotHeader): Uint8Array {
  return encodeCanonical({ suite, id, header });
}

export function isAllowedCost({ memoryMiB, passes }: KeyCost): boolean {
  const enough = memoryMiB >= costFloor.memoryMiB && passes >= costFloor.passes;
  return enough && memoryMiB <= costCeiling.memoryMiB && passes <= costCeiling.passes;
}

function isAllowed(slot: VaultSlot): boolean {
  return slot.kind !== 'passphrase' || isAllowedCost(slot);
}

function isNewerSuite(value: unknown): boolean {
  const named = (value as { readonly suite?: unknown } | null)?.suite;
  return typeof named === 'number' && named > suite;
}
