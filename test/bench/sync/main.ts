/**
 * `npm run bench:sync`: Waypost's sync engine beside its peers on the same work, in one run (README.md beside the peers).
 * `--json FILE` writes rows `{name, value, unit, baseline, ratio}`; `--only NAME` measures the rows whose name holds it, `PEER: name` too;
 * `--runs N` takes the median of so many; `--alone` leaves the peers out, but for the raw rows that ratios are to; `--quick` does a small part of the work, to see that everything works.
 * Exits with 1 when a row that was asked for could not be measured, a peer's included, and says which.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { newFolder, removeFolder } from '../../e2e/support/laptop.ts';
import type { Row } from '../figure.ts';
import { type FilledLaptop, fillLaptop } from '../filled-laptop.ts';
import { saved } from '../saved.ts';
import { tableOf, toJsonRow } from '../table.ts';
import { figuresAsked, rowsMissing } from './asked.ts';
import { bothWays } from './both-ways.ts';
import { compaction } from './compaction.ts';
import { exchanges } from './exchanges.ts';
import { createFilledHubs } from './filled-hubs.ts';
import { fleet } from './fleet.ts';
import { growth } from './growth.ts';
import { hubIngest } from './hub-ingest.ts';
import { installPeers, versionsOf } from './install-peers.ts';
import { interruption } from './interruption.ts';
import { peers, rawName } from './peers.ts';
import { readable } from './readable.ts';
import { rounds } from './rounds.ts';
import { slowLink } from './slow-link-figure.ts';
import { quickSizes, type SyncContext, type SyncFigure, wholeSizes } from './sync-figure.ts';
import { Times } from './times.ts';
import { together } from './together.ts';

const savedInApp: SyncFigure = { names: [saved.name], measure: (context) => saved.measure(context) };
const figures: readonly SyncFigure[] = [
  exchanges,
  bothWays,
  readable,
  slowLink,
  savedInApp,
  hubIngest,
  interruption,
  rounds,
  growth,
  together,
  fleet,
  compaction,
];
const names = figures.flatMap((figure) => figure.names);

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '5' },
    alone: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const chosenPeers = peers.filter(({ name }) => !values.alone || name === rawName);
const chosen = figuresAsked(figures, values.only);
if (!Number.isSafeInteger(runs) || runs < 1 || chosen.length === 0) {
  console.error(`usage: npm run bench:sync -- [--json FILE] [--runs N] [--only NAME] [--alone] [--quick]
NAME is a part of: ${names.join(', ')}`);
  process.exit(2);
}
await main();

async function main(): Promise<void> {
  const folders: string[] = [];
  const missing = new Map<string, string>();
  const failed = new Map<string, string>();
  const times = new Times();
  let laptop: FilledLaptop | null = null;
  const newNamedFolder = async (name: string) => {
    const folder = await newFolder(`bench-${name}`);
    folders.push(folder);
    return folder;
  };
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const hubs = createFilledHubs({ newFolder: newNamedFolder, say });
  const context: SyncContext = {
    runs,
    texts: null,
    peers: chosenPeers,
    sizes: values.quick ? quickSizes : wholeSizes,
    hubs,
    newFolder: newNamedFolder,
    async laptop() {
      laptop ??= await fillLaptop(context);
      return laptop;
    },
    say,
    missing: (name, why) => missing.set(name, why),
    failed: (name, why) => failed.set(name, why),
    took: (name, ms) => times.add(name, ms),
  };
  const rows: Row[] = [];
  try {
    await installPeers(context.say);
    for (const figure of chosen) {
      rows.push(...(await times.of(figure, () => measureSafely(figure, context))));
      await keep(rows);
    }
  } finally {
    await (laptop as FilledLaptop | null)?.hub.stop();
    await hubs.close();
    for (const folder of folders) await removeFolder(folder);
  }
  await tell(rows, missing, times);
  const lacking = rowsMissing(chosen, values.only, rows).map((name): [string, string] => [name, 'no row']);
  for (const [name, why] of [...lacking, ...failed]) console.error(`Not measured: ${name}: ${why}`);
  if (lacking.length + failed.size > 0) process.exitCode = 1;
}

/** A figure that fails is told in the table; the others of a long run are not lost for it. */
async function measureSafely(figure: SyncFigure, context: SyncContext): Promise<readonly Row[]> {
  try {
    return await figure.measure(context);
  } catch (error) {
    context.say(String(error instanceof Error ? error.stack : error));
    context.failed(figure.names.join(', '), String(error instanceof Error ? error.message.split('\n')[0] : error));
    return [];
  }
}

async function keep(rows: readonly Row[]): Promise<void> {
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows.map(toJsonRow), null, 2)}\n`);
}

async function tell(rows: readonly Row[], missing: ReadonlyMap<string, string>, times: Times): Promise<void> {
  const versions = (await Promise.all(chosenPeers.map(versionsOf))).filter((text) => text !== '');
  console.log(
    `Medians of ${runs} runs on ${cpus().length} cores, ${times.minutes()} minutes${values.quick ? ', --quick' : ''}.`,
  );
  console.log(`${[`Node ${process.version}`, ...versions].join(', ')}.`);
  console.log(tableOf(rows));
  for (const [name, why] of missing) console.log(`${name}: ${why}`);
  for (const line of times.lines()) console.log(line);
}
