/** Opens a library file and believes nothing of it: every file is compared with its hash, every record with its schema. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, textOfUtf8, toHex } from '../../base/bytes.ts';
import type { RecordId } from '../../base/ids.ts';
import { jsonOfText } from '../../base/json.ts';
import type { Pieces } from '../../base/pieces.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { splitFieldKey } from '../declare-record.ts';
import { checkValue } from '../edit.ts';
import { existenceField } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { notedKey } from '../translation/translation-note.ts';
import {
  attachmentPath,
  everythingHead,
  everythingTail,
  type KeptRecord,
  keptRecordSchema,
  libraryFormat,
  libraryPaths,
  libraryVersion,
  type Manifest,
  manifestSchema,
} from './library-format.ts';
import { isSignedBy, signaturePath } from './library-signature.ts';
import { bytesOfEntry, drainEntry, inflateEntry, readZip, type ZipEntry, type ZipFailure } from './zip-reader.ts';

export type LibraryFailure =
  | ZipFailure
  /** A ZIP, and not one that Waypost wrote. */
  | Failure<'library-foreign'>
  /** What is in it unpacks to more than whoever reads it can hold. */
  | Failure<'library-too-large'>
  /** Written by a later edition. */
  | (Failure<'library-newer'> & { readonly version: number })
  /** A file in it is missing, cut, or not what was written. */
  | (Failure<'library-damaged'> & { readonly path: string })
  /** A record in it that no edition would have written; `line` counts the lines of `everything.json`. */
  | (Failure<'library-invalid'> & { readonly line: number; readonly reason: string })
  /** It says who signed it, or has to, and nobody did: somebody changed it. */
  | Failure<'library-unsigned'>
  | Failure<'library-stopped'>;

export interface Library {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest as it was written: names the file. */
  readonly fingerprint: string;
  readonly records: readonly KeptRecord[];
  /** The bytes of an attachment, or null when they are not in the file. */
  bytesOf(record: RecordId, pieces: Pieces): Promise<Uint8Array | null>;
}

/** A manifest names each attachment; no honest one is larger. */
const largestManifest = 256 * 1024 * 1024;

const largestSignature = 1_024;

/** Reads and checks all of a file, of whose records no more than `largest` bytes are unpacked. Nothing is saved by it. */
export async function readLibrary(
  bytes: Uint8Array,
  pieces: Pieces,
  onProgress: (done: number, total: number) => void = () => {},
  largest = Number.POSITIVE_INFINITY,
): Promise<Result<Library, LibraryFailure>> {
  const zip = readZip(bytes);
  if (!zip.ok) return zip;
  if ((zip.value.get(libraryPaths.everything)?.size ?? 0) > largest) return fail({ kind: 'library-too-large' });
  const read = await readManifest(zip.value, pieces);
  if (!read.ok) return read;
  const { manifest, fingerprint } = read.value;
  if (!(await isSignedAsItSays(zip.value, read.value, pieces))) return fail({ kind: 'library-unsigned' });
  const damaged = await damagedFile(zip.value, manifest, pieces);
  if (pieces.isStopped()) return fail({ kind: 'library-stopped' });
  if (damaged !== null) return fail({ kind: 'library-damaged', path: damaged });
  const records = await readRecords(zip.value.get(libraryPaths.everything) as ZipEntry, pieces, (done) =>
    onProgress(done, manifest.records),
  );
  if (!records.ok) return records;
  if (records.value.length !== manifest.records) {
    return fail({ kind: 'library-damaged', path: libraryPaths.everything });
  }
  const bytesOf: Library['bytesOf'] = async (record, each) => {
    const entry = zip.value.get(attachmentPath(record));
    return entry === undefined ? null : bytesOfEntry(entry, each);
  };
  return ok({ manifest, fingerprint, records: records.value, bytesOf });
}

interface ReadManifest {
  readonly manifest: Manifest;
  readonly fingerprint: string;
  /** As it was written. */
  readonly text: Uint8Array;
}

/** A file that names its signer was signed by it; an exercise package always names one ([EX26]). */
async function isSignedAsItSays(
  zip: ReadonlyMap<string, ZipEntry>,
  { manifest: { signedBy, exercise }, text }: ReadManifest,
  pieces: Pieces,
): Promise<boolean> {
  if (signedBy === undefined) return exercise === undefined;
  const entry = zip.get(signaturePath);
  if (entry === undefined || entry.size > largestSignature) return false;
  return isSignedBy(signedBy, text, await bytesOfEntry(entry, pieces));
}

async function readManifest(
  zip: ReadonlyMap<string, ZipEntry>,
  pieces: Pieces,
): Promise<Result<ReadManifest, LibraryFailure>> {
  const entry = zip.get(libraryPaths.manifest);
  if (entry === undefined || entry.size > largestManifest) return fail({ kind: 'library-foreign' });
  const bytes = await bytesOfEntry(entry, pieces);
  if (pieces.isStopped()) return fail({ kind: 'library-stopped' });
  if (bytes === null) return fail({ kind: 'library-damaged', path: libraryPaths.manifest });
  const json = jsonOfText(textOfUtf8(bytes));
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== libraryFormat) return fail({ kind: 'library-foreign' });
  if (typeof version === 'number' && version > libraryVersion) return fail({ kind: 'library-newer', version });
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) return fail({ kind: 'library-damaged', path: libraryPaths.manifest });
  return ok({ manifest: parsed.data, fingerprint: toHex(sha256(bytes)), text: bytes });
}

/** The first file that is not what the manifest says, or null when all are. */
async function damagedFile(
  zip: ReadonlyMap<string, ZipEntry>,
  { files }: Manifest,
  pieces: Pieces,
): Promise<string | null> {
  if (!files.some(({ path }) => path === libraryPaths.everything)) return libraryPaths.everything;
  const listed = new Set(files.map(({ path }) => path));
  // Bytes of an attachment that nobody listed have no hash that could vouch for them.
  const smuggled = [...zip.keys()].find((path) => path.startsWith(libraryPaths.files) && !listed.has(path));
  if (smuggled !== undefined) return smuggled;
  for (const file of files) {
    const entry = zip.get(file.path);
    if (entry === undefined || entry.size !== file.size) return file.path;
    const hash = sha256.create();
    const isWhole = await drainEntry(entry, pieces, (part) => hash.update(part));
    if (!isWhole || toHex(hash.digest()) !== file.sha256) return file.path;
  }
  return null;
}

async function readRecords(
  entry: ZipEntry,
  pieces: Pieces,
  onProgress: (done: number) => void,
): Promise<Result<readonly KeptRecord[], LibraryFailure>> {
  const records: KeptRecord[] = [];
  const ids = new Set<RecordId>();
  let line = 0;
  for await (const text of linesOf(entry, pieces)) {
    line += 1;
    if (text === everythingHead || text === everythingTail || text === '') continue;
    const record = readRecord(text);
    if (!record.ok) return fail({ kind: 'library-invalid', line, reason: record.failure });
    if (ids.has(record.value.id)) return fail({ kind: 'library-invalid', line, reason: `${record.value.id} twice` });
    ids.add(record.value.id);
    records.push(record.value);
    if (records.length % 100 === 0) onProgress(records.length);
    await pieces.breathe();
    if (pieces.isStopped()) return fail({ kind: 'library-stopped' });
  }
  return ok(records);
}

/** The lines of a file as they are inflated. Bytes that are no UTF-8 make a line that no reader takes. */
async function* linesOf(entry: ZipEntry, pieces: Pieces): AsyncGenerator<string, void> {
  let open: Uint8Array[] = [];
  const line = () => {
    const text = textOfUtf8(concat(...open)) ?? '\ufffd';
    open = [];
    return text;
  };
  for await (const bytes of inflateEntry(entry, pieces)) {
    let from = 0;
    for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, from)) {
      open.push(bytes.subarray(from, at));
      yield line();
      from = at + 1;
    }
    // A copy: fflate uses its window again.
    open.push(bytes.slice(from));
  }
  yield line();
}

const lineEnd = 10;

function readRecord(line: string): Result<KeptRecord, string> {
  const json = jsonOfText(line.endsWith(',') ? line.slice(0, -1) : line);
  const parsed = keptRecordSchema.safeParse(json);
  if (!parsed.success) return fail(parsed.error.issues[0]?.path.join('.') || 'not a record');
  const problem = problemOf(parsed.data);
  return problem === null ? ok(parsed.data) : fail(problem);
}

/** What a declared record may not hold. Fields and types of a later edition pass here and are judged by the import. */
function problemOf({ id, type, fields }: KeptRecord): string | null {
  const declaration = declarationOf(type);
  if (fields[existenceField] === undefined) return `${id} ${existenceField}`;
  for (const [key, heads] of Object.entries(fields)) {
    for (const { kind, value } of heads) {
      if ((key === existenceField) === (kind === 'set')) return `${id} ${key}`;
      if (kind !== 'set' || declaration === undefined) continue;
      const isDeclared = Object.hasOwn(declaration.fields, splitFieldKey(notedKey(key) ?? key)[0]);
      if (isDeclared && !checkValue(declaration, key, value).ok) return `${id} ${key}`;
    }
  }
  return null;
}
