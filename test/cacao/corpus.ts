/** Real files that nobody of this project wrote; they lie beside the project where its people keep them, or nowhere. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

export const corpusFolder: string | null = existsSync(join(folder, 'cacao')) ? folder : null;

export interface CorpusFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every file below a folder of the corpus; none where the corpus is absent. */
export function corpusFiles(below: string): CorpusFile[] {
  if (corpusFolder === null) return [];
  return walk(join(corpusFolder, below)).map((path) => ({
    name: relative(corpusFolder as string, path),
    bytes: readFileSync(path),
  }));
}

function walk(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => walk(join(path, name)));
}
