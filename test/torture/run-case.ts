import { newFolder, removeFolder } from '../e2e/support/laptop.ts';
import type { Suffered, TortureCase } from './torture-case.ts';

/** Runs one case so many times, with folders that are gone afterwards. */
export async function runCase(one: TortureCase, times: number, say: (line: string) => void): Promise<Suffered> {
  const folders: string[] = [];
  try {
    return await one.run({
      times,
      say,
      async newFolder(name) {
        const folder = await newFolder(name);
        folders.push(folder);
        return folder;
      },
    });
  } finally {
    for (const folder of folders) await removeFolder(folder);
  }
}
