import { newFolder, removeFolder } from '../e2e/support/laptop.ts';
import type { Suffered, TortureCase } from './torture-case.ts';

/** Milliseconds of a turn: who runs every day has had every kind after as many days. */
const turn = 86_400_000;

/** Runs one case so many times, with folders that are gone afterwards. */
export async function runCase(one: TortureCase, times: number, say: (line: string) => void): Promise<Suffered> {
  const folders: string[] = [];
  try {
    return await one.run({
      times,
      turn: Math.floor(Date.now() / turn),
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
