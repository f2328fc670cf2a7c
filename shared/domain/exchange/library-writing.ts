/** What every part of the writing of a library file works on. */
import type { RecordId } from '../../base/ids.ts';
import type { Pieces } from '../../base/pieces.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { ExportPort } from './exchange-ports.ts';
import type { Manifest } from './library-format.ts';
import type { LibrarySigner } from './library-signature.ts';
import type { ExportPlan } from './plan-export.ts';
import type { WrittenFile, ZipWriter } from './zip-writer.ts';

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

export interface ExportRun {
  readonly port: ExportPort;
  readonly plan: ExportPlan;
  readonly settings: ExportSettings;
  readonly pieces: Pieces;
  onProgress(done: number, total: number): void;
}

export interface Writing extends ExportRun {
  readonly zip: ZipWriter;
  readonly files: WrittenFile[];
  readonly missing: Manifest['missingFiles'];
  readonly byId: ReadonlyMap<RecordId, CatalogueEntry>;
  nameOf(id: RecordId): string;
  /** Counts records as done, gives way, and ends the writing when somebody pressed stop. */
  step(count: number): Promise<void>;
}

export function writeText({ zip, files }: Writing, path: string, text: string): void {
  const file = zip.file(path);
  file.write(text);
  files.push(file.close());
}

export function childrenByParent(entries: readonly CatalogueEntry[]): Map<RecordId, CatalogueEntry[]> {
  const children = new Map<RecordId, CatalogueEntry[]>();
  for (const entry of entries) children.set(entry.parent, [...(children.get(entry.parent) ?? []), entry]);
  return children;
}

/** A name that every file system takes: the human reference where there is a plain one, and the end of the id. */
export function fileStem({ id, values }: CatalogueEntry): string {
  const reference = values['reference'];
  const isPlain = typeof reference === 'string' && /^[A-Za-z0-9][A-Za-z0-9-]{0,40}$/.test(reference);
  return isPlain ? `${reference}-${id.slice(-12)}` : id;
}
