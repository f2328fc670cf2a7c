/**
 * `npm run electronegativity`: looks for known faults of Electron apps in what the app is made of and in what is built of
 * it. Exits with 1 when there is a finding without a written reason, a reason without a finding, or a file that could not
 * be read. Installs the scanner in this folder when first run.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { buildApp } from '../../build/build.ts';
import { installApart } from '../../build/install-apart.ts';
import { inProject } from '../../build/project-root.ts';
import { runCommand } from '../../build/run-command.ts';
import { filesBelow } from '../../build/source-hash.ts';
import { reasons } from './reasons.ts';

interface Scan {
  readonly checks: number;
  readonly parsed: number;
  readonly findings: readonly { id: string; file: string; line: number; severity: string; confidence: string }[];
  readonly unread: readonly string[];
}

// Not below node_modules, where it looks at nothing.
const folder = await mkdtemp(join(tmpdir(), 'waypost-electronegativity-'));
/** An older JavaScript that its parser knows. */
const older = { target: 'es2019', format: 'esm', supported: { 'top-level-await': true } } as const;
const version = JSON.parse(await readFile(inProject('package.json'), 'utf8')).devDependencies.electron as string;

await installApart('test/electronegativity', console.log);
await buildApp();
const files = await gather();
const scan = await look().finally(() => rm(folder, { recursive: true, force: true }));
const missing = scan.findings.filter((finding) => reasonsFor(finding).length === 0);
const stale = reasons.filter((reason) => !scan.findings.some((finding) => reasonsFor(finding).includes(reason)));
for (const { id, file, line, severity, confidence } of missing) {
  console.log(`${id} (${severity}, ${confidence}) ${file}:${line}: no written reason`);
}
for (const { id } of stale) console.log(`${id}: the written reason has no finding any more`);
for (const file of scan.unread) console.log(`could not be read: ${file}`);
if (scan.parsed !== files) console.log(`${files} files were put before it, and it looked at ${scan.parsed}`);
const excused = scan.findings.length - missing.length;
console.log(
  JSON.stringify({
    checks: scan.checks,
    filesRead: scan.parsed - scan.unread.length,
    findings: scan.findings.length,
    withReason: excused,
  }),
);
process.exitCode = missing.length + stale.length + scan.unread.length > 0 || scan.parsed !== files ? 1 : 0;

/** Puts together what is looked at: the sources of main and preload, and what main, preload and page are built into. */
async function gather(): Promise<number> {
  await cp(inProject('package.json'), join(folder, 'package.json'));
  const sources = await filesBelow(inProject('electron'), (path) => /(?<!\.test)\.ts$/.test(path));
  const built = await filesBelow(inProject('dist'), (path) =>
    /[\\/](electron|renderer)[\\/].*\.(cjs|js|html)$/.test(path),
  );
  for (const path of [...sources, ...built]) await put(path);
  return 1 + sources.length + built.length;
}

/** Its parser knows neither private members nor the ending .cjs: scripts are written in an older JavaScript, line by line. */
async function put(path: string): Promise<void> {
  const isScript = /\.c?js$/.test(path);
  const name = isScript ? `${basename(path, extname(path))}.js` : basename(path);
  const target = join(folder, dirname(relative(inProject(), path)), name);
  await mkdir(dirname(target), { recursive: true });
  const text = await readFile(path, 'utf8');
  await writeFile(target, isScript ? (await transform(text, older)).code : text);
}

async function look(): Promise<Scan> {
  const output = join(folder, 'found');
  const program = inProject('test', 'electronegativity', 'scan.cjs');
  const { code, output: said } = await runCommand('node', [program, folder, version, output]);
  if (code !== 0) throw new Error(`The scanner ended with ${code}: ${said}`);
  return JSON.parse(await readFile(output, 'utf8')) as Scan;
}

function reasonsFor({ id, file }: { readonly id: string; readonly file: string }) {
  return reasons.filter((reason) => reason.id === id && reason.file.test(file));
}
