/** Writes a library file: everything that leaves, in every form it has, piece by piece. */
import { utf8 } from '../../base/bytes.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { declarationOf } from '../records.ts';
import { openInPieces } from './exchange-ports.ts';
import { labelOf } from './label-of.ts';
import {
  agreementVersion,
  everythingHead,
  everythingTail,
  firstVersion,
  keptRecord,
  libraryFormat,
  libraryPaths,
  libraryVersion,
  type Manifest,
} from './library-format.ts';
import { signaturePath, signatureText, signedMessage } from './library-signature.ts';
import { type ExportRun, type Writing, writeText } from './library-writing.ts';
import type { ExportPlan } from './plan-export.ts';
import { readmeText } from './readme-text.ts';
import { columnsOf, tableHead, tableRow } from './table-of.ts';
import { writeDocuments } from './write-documents.ts';
import { writeFiles } from './write-files.ts';
import { writePlaybooks } from './write-playbooks.ts';
import { createZipWriter } from './zip-writer.ts';

/** Somebody pressed stop; or it was to be signed, and the key of the laptop was not to be had. */
export type ExportStopped = Failure<'export-stopped'> | Failure<'export-unsigned'>;

export interface WrittenLibrary {
  readonly parts: readonly Uint8Array[];
  readonly size: number;
  readonly manifest: Manifest;
}

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
