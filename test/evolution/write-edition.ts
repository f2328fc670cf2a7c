/** `node test/evolution/write-edition.ts` writes the golden file of this edition (golden-edition.ts); never over one that is there. */
import { mkdir, writeFile } from 'node:fs/promises';
import { makeGoldenFile } from './golden-edition.ts';
import { goldenFolder } from './golden-file.ts';

const file = await makeGoldenFile();
await mkdir(goldenFolder, { recursive: true });
const path = new URL(`edition-${file.edition}.json`, goldenFolder);
await writeFile(path, `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx' });
