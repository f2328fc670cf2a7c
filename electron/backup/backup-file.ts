/**
 * The file of a laptop's backup. What is sealed on the laptop lies in it as it lies there: without a way into its vault nobody
 * reads anything of it.
 *
 *     0 'waypost backup' | 14 version | 15 length of the header (4) | 19 header (JSON) | the files, one behind the other | SHA-256
 *
 * The hash is over everything before it. The file gets its name when all of it was read back and fits.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { renameOver, syncFolder } from '../../disk/safe-files.ts';
import { concat } from '../../shared/base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';

/** Of a backup that is to be put back. */
export type BackupFailure = Failure<'backup-unreadable' | 'backup-damaged' | 'backup-too-new'>;
/** Of one that was just made. */
export type BackupNotWhole = Failure<'backup-not-whole'>;

const magic = Buffer.from('waypost backup');
const version = 1;
const headSize = magic.length + 5;
const hashSize = 32;
const largestHeader = 1024 * 1024;
const pieceSize = 1024 * 1024;

/** Where a file may lie in a profile: nothing in a backup can name a place outside of it. */
const namePattern = /^(?:[a-z0-9][a-z0-9.-]*\/){0,2}[a-z0-9][a-z0-9.-]*$/;

const headerSchema = z.object({
  /** Milliseconds since 1970. */
  madeAt: z.number().int().min(0),
  /** The edition of Waypost that made it. */
  edition: z.string().max(40),
  /** The name of the profile on its laptop's first screen. */
  profile: z.string().max(60).nullable(),
  files: z
    .array(z.object({ name: z.string().max(200).regex(namePattern), size: z.number().int().min(0) }))
    .max(100_000),
});
export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupNote = Omit<BackupHeader, 'files'>;

/** A file that goes into a backup, open, and how much of it belongs to it: what is appended meanwhile does not. */
export interface BackedUpFile {
  readonly name: string;
  readonly size: number;
  readonly file: FileHandle;
}

/** A backup that was read whole and fits its hash. */
export interface Backup {
  readonly header: BackupHeader;
  /** Up to `length` bytes of one of its files; fewer at the end of it. */
  read(name: string, from: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Writes a backup beside its place, hands it to `judge` when it was read back, and gives it its name. A backup of that name
 * stays until then. Throws what the disk says; nothing is left behind then.
 */
export async function writeBackupFile(
  path: string,
  note: BackupNote,
  files: readonly BackedUpFile[],
  judge: (written: Backup) => Promise<boolean>,
): Promise<Result<{ readonly bytes: number }, BackupNotWhole>> {
  const temporary = `${path}.new`;
  try {
    const bytes = await writeAll(temporary, { ...note, files: files.map(({ name, size }) => ({ name, size })) }, files);
    const read = await openBackupFile(temporary);
    const isGood = read.ok && (await judge(read.value).finally(() => read.value.close()));
    if (!isGood) return fail({ kind: 'backup-not-whole' });
    await renameOver(temporary, path);
    await syncFolder(dirname(path));
    return ok({ bytes });
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

async function writeAll(path: string, header: BackupHeader, files: readonly BackedUpFile[]): Promise<number> {
  const hash = createHash('sha256');
  const target = await open(path, 'w', 0o600);
  let bytes = 0;
  const write = async (piece: Uint8Array) => {
    await target.writeFile(piece);
    bytes += piece.length;
  };
  const add = async (piece: Uint8Array) => {
    hash.update(piece);
    await write(piece);
  };
  try {
    await add(headOf(header));
    for (const { file, size } of files) for await (const piece of piecesOf(file, 0, size)) await add(piece);
    await write(hash.digest());
    await target.sync();
    return bytes;
  } finally {
    await target.close();
  }
}

function headOf(header: BackupHeader): Uint8Array {
  const said = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(headSize);
  magic.copy(head);
  head.writeUInt8(version, magic.length);
  head.writeUInt32BE(said.length, magic.length + 1);
  return concat(head, said);
}

/** Opens a backup and reads all of it. Throws what the disk says. */
export async function openBackupFile(path: string): Promise<Result<Backup, BackupFailure>> {
  const file = await open(path, 'r');
  const read = await readWhole(file).catch(async (error) => {
    await file.close();
    throw error;
  });
  if (!read.ok) await file.close();
  return read;
}

async function readWhole(file: FileHandle): Promise<Result<Backup, BackupFailure>> {
  const { size } = await file.stat();
  const head = await readAt(file, 0, headSize);
  if (!head.subarray(0, magic.length).equals(magic)) return fail({ kind: 'backup-unreadable' });
  if (head.length < headSize) return fail({ kind: 'backup-damaged' });
  if (head.readUInt8(magic.length) !== version) return fail({ kind: 'backup-too-new' });
  const said = head.readUInt32BE(magic.length + 1);
  const begin = headSize + said;
  if (said > largestHeader || begin + hashSize > size) return fail({ kind: 'backup-damaged' });
  const hash = createHash('sha256');
  for await (const piece of piecesOf(file, 0, size - hashSize)) hash.update(piece);
  if (!hash.digest().equals(await readAt(file, size - hashSize, hashSize))) return fail({ kind: 'backup-damaged' });
  const header = headerIn(await readAt(file, headSize, said));
  const places = new Map<string, { readonly at: number; readonly size: number }>();
  let end = begin;
  for (const each of header?.files ?? []) {
    places.set(each.name, { at: end, size: each.size });
    end += each.size;
  }
  if (header === null || end + hashSize !== size) return fail({ kind: 'backup-damaged' });
  return ok({
    header,
    async read(name, from, length) {
      const place = places.get(name);
      if (place === undefined) return new Uint8Array();
      return readAt(file, place.at + from, Math.max(0, Math.min(length, place.size - from)));
    },
    close: () => file.close(),
  });
}

function headerIn(said: Buffer): BackupHeader | null {
  try {
    return headerSchema.parse(JSON.parse(said.toString('utf8')));
  } catch {
    return null;
  }
}

async function* piecesOf(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const piece = await readAt(file, at, Math.min(pieceSize, to - at));
    if (piece.length === 0) throw new Error('The file became shorter while it was read');
    yield piece;
    at += piece.length;
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, at + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
