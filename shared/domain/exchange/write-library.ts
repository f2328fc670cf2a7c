/** Writes a library file: everything that leaves, in every form it has, piece by piece. */

import { utf8 } from '../../base/bytes.ts';
import type { RecordId } from '../../base/ids.ts';
import type { Pieces } from '../../base/pieces.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { attachment } from '../attachment.ts';
import { cacaoOf, cacaoText } from '../cacao/cacao-of.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { chunkHashes } from '../join-chunks.ts';
import { declarationOf } from '../records.ts';
import { readFrozen, statesOfFrozen } from '../release/frozen-playbook.ts';
import { readEdition, release } from '../release/release.ts';
import { viewOf } from '../view.ts';
import { type DocumentTree, documentOf } from './document-of.ts';
import { type ExportPort, openInPieces } from './exchange-ports.ts';
import { formOf } from './export-forms.ts';
import { labelOf } from './label-of.ts';
import {
  agreementVersion,
  attachmentPath,
  everythingHead,
  everythingTail,
  firstVersion,
  keptRecord,
  libraryFormat,
  libraryPaths,
  libraryVersion,
  type Manifest,
} from './library-format.ts';
import { type LibrarySigner, signaturePath, signatureText, signedMessage } from './library-signature.ts';
import type { ExportPlan } from './plan-export.ts';
import { readmeText } from './readme-text.ts';
import { columnsOf, tableHead, tableRow } from './table-of.ts';
import { createZipWriter, type WrittenFile, type ZipWriter } from './zip-writer.ts';

/** Somebody pressed stop; or it was to be signed, and the key of the laptop was not to be had. */
export type ExportStopped = Failure<'export-stopped'> | Failure<'export-unsigned'>;

export interface ExportSettings {
  readonly by: Manifest['by'];
  readonly purpose: string;
  readonly highest: Manifest['highest'];
  readonly network: Manifest['network'];
  readonly scopes: Manifest['scopes'];
  /** Names of those whose ids stand beside what they wrote. */
  readonly people: Manifest['people'];
  readonly at: number;
  /** The exercise that the file is a package of ([EX25]). */
  readonly exercise?: RecordId;
  /** Signs the file for the laptop that writes it ([EX26]). */
  readonly signer?: LibrarySigner;
  /** Bytes that attachments may take; beyond it they are left out, and the manifest says so. */
  readonly roomForFiles?: number;
}

export interface WrittenLibrary {
  readonly parts: readonly Uint8Array[];
  readonly size: number;
  readonly manifest: Manifest;
}

export interface ExportRun {
  readonly port: ExportPort;
  readonly plan: ExportPlan;
  readonly settings: ExportSettings;
  readonly pieces: Pieces;
  onProgress(done: number, total: number): void;
}

/** A window can hold so much beside everything else it does. */
const usualRoom = 400 * 1024 * 1024;

class Stopped extends Error {}
class Unsigned extends Error {}

/** The whole file, or nothing when it was stopped. */
export async function writeLibrary(run: ExportRun): Promise<Result<WrittenLibrary, ExportStopped>> {
  try {
    return ok(await write(run));
  } catch (error) {
    if (error instanceof Stopped) return fail({ kind: 'export-stopped' });
    if (error instanceof Unsigned) return fail({ kind: 'export-unsigned' });
    throw error;
  }
}

/** What every part of the writing works on. */
interface Writing extends ExportRun {
  readonly zip: ZipWriter;
  readonly files: WrittenFile[];
  readonly missing: Manifest['missingFiles'];
  readonly byId: ReadonlyMap<RecordId, CatalogueEntry>;
  nameOf(id: RecordId): string;
  /** Counts records as done, gives way, and ends the writing when somebody pressed stop. */
  step(count: number): Promise<void>;
}

async function write(run: ExportRun): Promise<WrittenLibrary> {
  const { plan, settings } = run;
  const byId = new Map(plan.leaving.map((entry) => [entry.id, entry]));
  const total = plan.leaving.length * 2;
  let done = 0;
  const writing: Writing = {
    ...run,
    zip: createZipWriter(settings.at),
    files: [],
    missing: [],
    byId,
    nameOf(id) {
      const entry = byId.get(id);
      return entry === undefined ? '' : labelOf(entry);
    },
    async step(count) {
      done += count;
      run.onProgress(Math.min(done, total), total);
      await run.pieces.breathe();
      if (run.pieces.isStopped()) throw new Stopped();
    },
  };
  const alive = plan.leaving.filter((entry) => !entry.deleted);
  const keys = await writeEverything(writing);
  await writeTables(writing, alive, keys);
  await writePlaybooks(writing, alive);
  await writeDocuments(writing, alive);
  await writeFiles(writing);
  writeText(writing, 'README.txt', readmeText(manifestOf(writing)));
  const manifest = manifestOf(writing);
  await writeManifest(writing, manifest);
  const parts = writing.zip.end();
  return { parts, size: writing.zip.size(), manifest };
}

/** The manifest, and what signs it: the last files, since all others have to be known. */
async function writeManifest({ zip, settings: { signer } }: Writing, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const file = zip.file(libraryPaths.manifest);
  file.write(text);
  file.close();
  if (signer === undefined) return;
  const signature = await signer.sign(signedMessage(utf8(text)));
  if (signature === null) throw new Unsigned();
  const signed = zip.file(signaturePath);
  signed.write(signatureText(signer.key, signature));
  signed.close();
}

function writeText({ zip, files }: Writing, path: string, text: string): void {
  const file = zip.file(path);
  file.write(text);
  files.push(file.close());
}

/** Every record with all its heads, one on a line. Answers the field keys that each type has. */
async function writeEverything(writing: Writing): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const keys = new Map<string, Set<string>>();
  const file = writing.zip.file(libraryPaths.everything);
  file.write(`${everythingHead}\n`);
  let isFirst = true;
  const ids = writing.plan.leaving.map(({ id }) => id);
  for await (const states of openInPieces(writing.port, ids)) {
    for (const state of states) {
      file.write(`${isFirst ? '' : ',\n'}${JSON.stringify(keptRecord(state))}`);
      isFirst = false;
      const known = keys.get(state.type) ?? new Set();
      keys.set(state.type, known);
      for (const key of Object.keys(state.fields)) known.add(key);
    }
    await writing.step(states.length);
  }
  file.write(`\n${everythingTail}\n`);
  writing.files.push(file.close());
  return keys;
}

/** One table for each type, read from its declaration. */
async function writeTables(
  writing: Writing,
  alive: readonly CatalogueEntry[],
  keys: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  for (const type of [...new Set(alive.map((entry) => entry.type))].sort()) {
    const declaration = declarationOf(type);
    if (declaration === undefined) continue;
    const columns = columnsOf(declaration, keys.get(type) ?? [], writing.nameOf);
    const file = writing.zip.file(`tables/${type}.csv`);
    file.write(tableHead(columns));
    const ids = alive.filter((entry) => entry.type === type).map(({ id }) => id);
    for await (const states of openInPieces(writing.port, ids)) {
      for (const state of states) file.write(tableRow(columns, declaration, state));
      await writing.step(states.length);
    }
    writing.files.push(file.close());
  }
}

async function writePlaybooks(writing: Writing, alive: readonly CatalogueEntry[]): Promise<void> {
  const steps = childrenByParent(alive.filter((entry) => formOf(entry.type) === 'part'));
  for (const entry of alive) {
    if (formOf(entry.type) !== 'cacao') continue;
    const ids = [entry.id, ...(steps.get(entry.id) ?? []).map(({ id }) => id)];
    const [state, ...others] = await writing.port.open(ids);
    if (state === undefined) continue;
    writeText(writing, `playbooks/${fileStem(entry)}.json`, cacaoText(cacaoOf(state, others).document));
    await writing.step(0);
  }
  if (writing.settings.exercise !== undefined) await writeEditions(writing, alive);
}

/** Of a package also the editions that are in force, as a file of any program: beside the text that is being worked on. */
async function writeEditions(writing: Writing, alive: readonly CatalogueEntry[]): Promise<void> {
  for (const { id } of alive.filter(({ type }) => type === release.type)) {
    const [state] = await writing.port.open([id]);
    const edition = state && readEdition(viewOf(release, state).edition);
    const frozen = state && readFrozen(viewOf(release, state).content);
    if (!edition || !frozen) continue;
    const [header, ...steps] = statesOfFrozen(frozen, { scope: state.scope, at: edition.at });
    if (header === undefined) continue;
    const owner = writing.byId.get(edition.playbook);
    const stem = owner === undefined ? edition.playbook : fileStem(owner);
    writeText(writing, `playbooks/${stem}-edition-${edition.number}.json`, cacaoText(cacaoOf(header, steps).document));
    await writing.step(0);
  }
}

/** Runs, reviews and whatever else reads as a document, each with all that belongs to it. */
async function writeDocuments(writing: Writing, alive: readonly CatalogueEntry[]): Promise<void> {
  const documents = alive.filter((entry) => formOf(entry.type) === 'document');
  const children = childrenByParent(documents);
  const isInside = new Set(documents.map(({ id }) => id));
  for (const root of documents) {
    if (isInside.has(root.parent)) continue;
    const tree = await openTree(writing, root, children);
    if (tree === null) continue;
    writeText(writing, `${root.type}/${fileStem(root)}.md`, documentOf(tree, writing.nameOf));
    await writing.step(0);
  }
}

async function openTree(
  { port }: Writing,
  root: CatalogueEntry,
  children: ReadonlyMap<RecordId, readonly CatalogueEntry[]>,
): Promise<DocumentTree | null> {
  const found = new Map<RecordId, CatalogueEntry>();
  const gather = (entry: CatalogueEntry) => {
    if (found.has(entry.id)) return;
    found.set(entry.id, entry);
    for (const child of children.get(entry.id) ?? []) gather(child);
  };
  gather(root);
  const states = new Map((await port.open([...found.keys()])).map((state) => [state.id, state]));
  const treeOf = (entry: CatalogueEntry): DocumentTree[] => {
    const state = states.get(entry.id);
    if (state === undefined || !found.delete(entry.id)) return [];
    return [{ state, children: (children.get(entry.id) ?? []).flatMap(treeOf) }];
  };
  return treeOf(root)[0] ?? null;
}

/** The bytes of attachments, while there is room and they are on this disk. */
async function writeFiles(writing: Writing): Promise<void> {
  const { port, plan, zip, files, missing, settings } = writing;
  const ids = plan.leaving.filter((entry) => formOf(entry.type) === 'file').map(({ id }) => id);
  let room = settings.roomForFiles ?? usualRoom;
  for await (const states of openInPieces(port, ids)) {
    for (const state of states) {
      const { id, name = '', size = 0, chunks } = viewOf(attachment, state);
      const hashes = chunkHashes({ chunks });
      if (size > room) {
        missing.push({ record: id, name, reason: 'no-room' });
        continue;
      }
      const parts: Uint8Array[] = [];
      for (const hash of hashes) {
        const part = await port.chunk(hash);
        if (part !== null) parts.push(part);
      }
      if (parts.length < hashes.length) {
        missing.push({ record: id, name, reason: 'not-here' });
        continue;
      }
      const file = zip.file(attachmentPath(id), { stored: true });
      for (const part of parts) file.write(part);
      const written = file.close();
      room -= written.size;
      files.push(written);
      await writing.step(0);
    }
  }
}

function manifestOf({ settings, plan, files, missing }: Writing): Manifest {
  const rows = (isLeaving: boolean) => plan.rows.filter(({ reason }) => (reason === null) === isLeaving);
  return {
    format: libraryFormat,
    // An earlier edition reads what holds nothing that it has no word for.
    version: versionOf(plan),
    at: settings.at,
    by: settings.by,
    purpose: settings.purpose,
    network: settings.network,
    scopes: settings.scopes,
    people: settings.people,
    highest: settings.highest,
    records: plan.leaving.length,
    leaving: rows(true).map(({ type, mark, records }) => ({ type, mark, records })),
    withheld: rows(false).flatMap(({ reason, ...row }) => (reason === null ? [] : [{ ...row, reason }])),
    missingFiles: missing,
    ...(settings.exercise === undefined ? {} : { exercise: settings.exercise }),
    ...(settings.signer === undefined ? {} : { signedBy: settings.signer.key }),
    files,
  };
}

/** The first version that has a word for every reason to stay. */
function versionOf({ rows }: ExportPlan): number {
  if (rows.some(({ reason }) => reason === 'consent')) return libraryVersion;
  return rows.some(({ reason }) => reason === 'agreement') ? agreementVersion : firstVersion;
}

function childrenByParent(entries: readonly CatalogueEntry[]): Map<RecordId, CatalogueEntry[]> {
  const children = new Map<RecordId, CatalogueEntry[]>();
  for (const entry of entries) children.set(entry.parent, [...(children.get(entry.parent) ?? []), entry]);
  return children;
}

/** A name that every file system takes: the human reference where there is a plain one, and the end of the id. */
function fileStem({ id, values }: CatalogueEntry): string {
  const reference = values['reference'];
  const isPlain = typeof reference === 'string' && /^[A-Za-z0-9][A-Za-z0-9-]{0,40}$/.test(reference);
  return isPlain ? `${reference}-${id.slice(-12)}` : id;
}
