/** Many certificates gathered for one file ([CT10]). */
import { concat } from '../../../../shared/base/bytes.ts';
import { createZipWriter } from '../../../../shared/domain/exchange/zip-writer.ts';
import { fileNameOf } from '../../../data/file-name.ts';
import { pageClock } from '../../../data/page-ports.ts';
import type { Printable } from './sheet.tsx';
import { certificateBytes, type FileForm } from './use-certificate-files.ts';

export type AllForm = 'pdf' | Exclude<FileForm, 'json'>;

/** Drawings that may wait to be written. */
const drawnAhead = 2;

export interface ManyInOne {
  add(one: Printable, name: string): Promise<void>;
  /** The bytes of the file; none where the page itself is printed. */
  end(): Promise<Uint8Array>;
}

/** Pages that are drawn as they come, so that the window answers meanwhile. */
export function pagesOf(setPages: (change: (before: readonly Printable[]) => readonly Printable[]) => void): ManyInOne {
  return {
    add: async (one) => setPages((before) => [...before, one]),
    end: async () => new Uint8Array(),
  };
}

/** A ZIP with a file for each; `what` begins their names. */
export function zipOf(form: Exclude<AllForm, 'pdf'>, what: string): ManyInOne {
  const zip = createZipWriter(pageClock.now());
  const taken = new Set<string>();
  const writing: Promise<void>[] = [];
  const write = (name: string, bytes: Uint8Array) => {
    const file = zip.file(nameIn(taken, fileNameOf(`${what} ${name}`), form), { stored: form === 'png' });
    file.write(bytes);
    file.close();
  };
  return {
    async add(one, name) {
      const before = writing.at(-1);
      const written = Promise.all([certificateBytes(form, one), before]).then(([bytes]) => write(name, bytes));
      // What fails is told where it is waited for.
      written.catch(() => {});
      writing.push(written);
      // Drawings become files on other threads: the next one is drawn meanwhile.
      await writing.at(-1 - drawnAhead);
    },
    async end() {
      await Promise.all(writing);
      return concat(...zip.end());
    },
  };
}

/** Two people of one name have two files, also where capitals make no difference. */
function nameIn(taken: Set<string>, name: string, form: string): string {
  for (let count = 1; ; count += 1) {
    const file = count === 1 ? `${name}.${form}` : `${name}-${count}.${form}`;
    if (taken.has(file.toLowerCase())) continue;
    taken.add(file.toLowerCase());
    return file;
  }
}
