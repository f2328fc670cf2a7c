/**
 * `npm run bench`: measures the figures of the product, each beside a baseline of the same run, and prints a table.
 * `--json FILE` writes rows `{name, value, unit, baseline, ratio}`; `--only NAME` measures what is named so; `--runs N`
 * measures each figure so often and takes the median; `--texts FOLDER` names texts in six languages for the recall of the
 * search, which the project does not hold. It never fails because a goal was missed: it says so.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { newFolder, removeFolder } from '../e2e/support/laptop.ts';
import { certificates } from './certificates.ts';
import { certificatesDrawn } from './certificates-drawn.ts';
import { clickToPaint } from './click-to-paint.ts';
import { exerciseInRoom } from './exercise-in-room.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { type FilledLaptop, fillLaptop } from './filled-laptop.ts';
import { largePlaybook } from './large-playbook.ts';
import { libraryFile } from './library-file.ts';
import { longLists } from './long-lists.ts';
import { marking } from './marking.ts';
import { peersAgree } from './peers-agree.ts';
import { rosterAmongMarks } from './roster-among-marks.ts';
import { saved } from './saved.ts';
import { scrolling } from './scrolling.ts';
import { sealedBesidePlain } from './sealed-beside-plain.ts';
import { search } from './search.ts';
import { searchAtScale } from './search-at-scale.ts';
import { searchRecall } from './search-recall.ts';
import { slowConnections } from './slow-connections.ts';
import { startToList } from './start-to-list.ts';
import { syncExchange } from './sync-exchange.ts';
import { tableOf, toJsonRow } from './table.ts';
import { unlockToLists } from './unlock-to-list.ts';

const figures: readonly Figure[] = [
  startToList,
  clickToPaint,
  saved,
  syncExchange,
  peersAgree,
  exerciseInRoom,
  search,
  searchAtScale,
  searchRecall,
  longLists,
  scrolling,
  largePlaybook,
  rosterAmongMarks,
  marking,
  libraryFile,
  certificates,
  certificatesDrawn,
  slowConnections,
  ...unlockToLists,
  sealedBesidePlain,
];

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '5' },
    texts: { type: 'string' },
  },
});
const runs = Number(values.runs);
const chosen = figures.filter(({ name }) => name.includes(values.only));
if (!Number.isSafeInteger(runs) || runs < 1 || chosen.length === 0) {
  console.error(`usage: npm run bench -- [--json FILE] [--runs N] [--only NAME] [--texts FOLDER]
NAME is one of: ${figures.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
await main();

async function main(): Promise<void> {
  const folders: string[] = [];
  let laptop: FilledLaptop | null = null;
  const context: BenchContext = {
    runs,
    texts: values.texts ?? null,
    async newFolder(name) {
      const folder = await newFolder(`bench-${name}`);
      folders.push(folder);
      return folder;
    },
    async laptop() {
      laptop ??= await fillLaptop(context);
      return laptop;
    },
    say: (line) => process.stderr.write(`${line}\n`),
  };
  const rows: Row[] = [];
  try {
    for (const figure of chosen) {
      // A figure that fails is told; the others of a long run are not lost for it.
      rows.push(...(await figure.measure(context).catch((error: unknown) => tellFailed(figure.name, error))));
      if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows.map(toJsonRow), null, 2)}\n`);
    }
  } finally {
    await (laptop as FilledLaptop | null)?.hub.stop();
    for (const folder of folders) await removeFolder(folder);
  }
  console.log(`Medians of ${runs} runs on ${cpus().length} cores.`);
  console.log(tableOf(rows));
}

function tellFailed(name: string, error: unknown): readonly Row[] {
  console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exitCode = 1;
  return [];
}
