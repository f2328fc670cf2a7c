/**
 * What the hub signs of its log: its size and its root, as a signed note that other tools check (C2SP tlog-checkpoint); and
 * what a laptop signs of that once it has seen that the log only grew (C2SP tlog-cosignature) ([AL3], [AL4]).
 */
import { z } from 'zod';
import { base64Of, bytesOfBase64 } from '../../base/base64.ts';
import { concat, fromHex, toHex, utf8 } from '../../base/bytes.ts';
import { isUuid } from '../../base/ids.ts';
import type { HubKey } from '../../domain/identity.ts';
import type { BelievedKeys, Standing } from '../believed-keys.ts';
import { hubKeyId, type Verify } from '../hub-key.ts';
import { wireCount, wireHex, wireUuid } from '../wire-ids.ts';
import { type Note, type NoteSignature, noteKeyOf, readNote, signatureTypes, writeNote } from './signed-note.ts';

export const logCheckpointSchema = z.object({
  /** An epoch has a log of its own: a hub that was restored begins another, and says so in it. */
  epoch: wireUuid,
  size: wireCount,
  /** Of the tree of that size, hexadecimal. */
  root: wireHex(32),
  /** Milliseconds since 1970 by the hub's clock, later than in every checkpoint before. */
  at: z.number().int(),
  /** Which of the hub's keys signed (hub-key.ts). */
  key: wireHex(8),
  signature: wireHex(64),
});
export type LogCheckpoint = z.infer<typeof logCheckpointSchema>;
export type CheckpointToSign = Omit<LogCheckpoint, 'key' | 'signature'>;

export interface Cosignature {
  /** Seconds since 1970 by the laptop's clock. */
  readonly at: number;
  /** Hexadecimal. */
  readonly signature: string;
}

/** The name of a hub's log, and of the key that signs it. */
export const originOf = (hub: string, epoch: string) => `waypost-hub/${hub}/${epoch}`;
/** The name of a laptop as a witness. */
const witnessOf = (device: string) => `waypost-laptop/${device}`;

/** The text that the hub signs. */
export function checkpointText(hub: string, { epoch, size, root, at }: CheckpointToSign): string {
  return `${originOf(hub, epoch)}\n${size}\n${base64Of(fromHex(root))}\ntime ${at}\n`;
}

/** The text that a laptop signs. */
export function cosignedText(hub: string, checkpoint: CheckpointToSign, at: number): string {
  return `cosignature/v1\ntime ${at}\n${checkpointText(hub, checkpoint)}`;
}

/** Whether one of these keys of the hub signed a checkpoint. */
export async function isCheckpointSigned(
  hub: string,
  keys: readonly HubKey[],
  checkpoint: LogCheckpoint,
  verify: Verify,
): Promise<boolean> {
  const key = keys.find(({ publicKey }) => hubKeyId(publicKey) === checkpoint.key);
  if (key === undefined) return false;
  return verify(fromHex(key.publicKey), utf8(checkpointText(hub, checkpoint)), fromHex(checkpoint.signature));
}

export interface Witness extends Cosignature {
  readonly device: string;
  /** Ed25519, hexadecimal. */
  readonly publicKey: string;
}

/** A checkpoint with what laptops signed under it, as it is kept in files. */
export function checkpointNote(
  hub: string,
  publicKey: string,
  checkpoint: LogCheckpoint,
  witnesses: readonly Witness[] = [],
): string {
  const name = originOf(hub, checkpoint.epoch);
  const key = noteKeyOf(name, signatureTypes.ed25519, fromHex(publicKey));
  return writeNote({
    text: checkpointText(hub, checkpoint),
    signatures: [{ name, key, signature: fromHex(checkpoint.signature) }, ...witnesses.map(cosignatureLine)],
  });
}

function cosignatureLine({ device, publicKey, at, signature }: Witness): NoteSignature {
  const name = witnessOf(device);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setUint32(0, Math.floor(at / 2 ** 32));
  new DataView(time.buffer).setUint32(4, at % 2 ** 32);
  return {
    name,
    key: noteKeyOf(name, signatureTypes.cosignature, fromHex(publicKey)),
    signature: concat(time, fromHex(signature)),
  };
}

export interface CheckpointRead {
  readonly hub: string;
  readonly checkpoint: CheckpointToSign;
  readonly note: Note;
}

/** Reads a checkpoint's note; null for everything that {@link checkpointNote} would not have written. */
export function readCheckpointNote(text: string): CheckpointRead | null {
  const note = readNote(text);
  const [origin = '', size = '', root = '', time = ''] = note?.text.split('\n') ?? [];
  const [, hub = '', epoch = '', ...more] = origin.split('/');
  const at = /^time (\d{1,15})$/.exec(time)?.[1];
  const bytes = bytesOfBase64(root);
  if (note === null || at === undefined || bytes?.length !== 32 || more.length > 0) return null;
  if (!isUuid(hub) || !isUuid(epoch) || !/^\d{1,15}$/.test(size)) return null;
  const checkpoint = { epoch, size: Number(size), root: toHex(bytes), at: Number(at) };
  return checkpointText(hub, checkpoint) === note.text ? { hub, checkpoint, note } : null;
}

/** The hub's checkpoint in a note, with the key that signed; null when none of these keys did. */
export async function signedIn(
  { hub, checkpoint, note }: CheckpointRead,
  keys: readonly HubKey[],
  verify: Verify,
): Promise<LogCheckpoint | null> {
  const name = originOf(hub, checkpoint.epoch);
  for (const { publicKey } of keys) {
    const key = noteKeyOf(name, signatureTypes.ed25519, fromHex(publicKey));
    const line = note.signatures.find((one) => one.name === name && one.key === key);
    if (line === undefined || line.signature.length !== 64) continue;
    const signed = { ...checkpoint, key: hubKeyId(publicKey), signature: toHex(line.signature) };
    if (await isCheckpointSigned(hub, keys, signed, verify)) return signed;
  }
  return null;
}

/** The hub's checkpoint in a note of a file, and how its signature stands by the keys that are believed. */
export async function standingOfNote(
  read: CheckpointRead,
  { counted, before }: BelievedKeys,
  verify: Verify,
): Promise<{ readonly standing: Standing; readonly checkpoint: LogCheckpoint | null }> {
  const good = await signedIn(read, counted, verify);
  if (good !== null) return { standing: 'good', checkpoint: good };
  const earlier = await signedIn(read, before, verify);
  return { standing: earlier === null ? 'bad' : 'before', checkpoint: earlier };
}

/** How many of the other signatures of a note are there, and which laptops' are good by the keys that are given. */
export async function cosignersOf(
  { hub, checkpoint, note }: CheckpointRead,
  keys: ReadonlyMap<string, string>,
  verify: Verify,
): Promise<{ readonly good: readonly string[]; readonly bad: readonly string[] }> {
  const [good, bad]: [string[], string[]] = [[], []];
  for (const { name, key, signature } of note.signatures) {
    if (name === originOf(hub, checkpoint.epoch)) continue;
    const device = name.replace(/^waypost-laptop\//, '');
    const publicKey = keys.get(device);
    const isGood =
      publicKey !== undefined &&
      signature.length === 72 &&
      key === noteKeyOf(name, signatureTypes.cosignature, fromHex(publicKey)) &&
      (await isCosigned(hub, checkpoint, publicKey, cosignatureIn(signature), verify));
    (isGood ? good : bad).push(device);
  }
  return { good, bad };
}

function cosignatureIn(bytes: Uint8Array): Cosignature {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { at: view.getUint32(0) * 2 ** 32 + view.getUint32(4), signature: toHex(bytes.subarray(8)) };
}

/** Whether a laptop with this key cosigned a checkpoint. */
export async function isCosigned(
  hub: string,
  checkpoint: CheckpointToSign,
  publicKey: string,
  { at, signature }: Cosignature,
  verify: Verify,
): Promise<boolean> {
  return verify(fromHex(publicKey), utf8(cosignedText(hub, checkpoint, at)), fromHex(signature));
}
