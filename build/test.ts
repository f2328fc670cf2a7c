/**
 * `npm test`: what the machine needs, the build, every check, every kind of test from fast to slow, real Electron under
 * virtual displays last. Nothing stops early, so that one run tells all; the last lines name what failed, and count.
 * `npm test -- unit e2e` runs only these stages.
 */
import { mkdir, rm } from 'node:fs/promises';
import { buildApp } from './build.ts';
import { runChecks } from './check.ts';
import { ensureElectron } from './electron-runtime.ts';
import { inProject } from './project-root.ts';
import { runCommand } from './run-command.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { type StageTally, tallyFile } from './test-report.ts';

interface Stage {
  readonly name: string;
  readonly run: () => Promise<StageTally>;
}

const stages: readonly Stage[] = [
  { name: 'check', run: checkStage },
  vitestStage('unit', ['unit', 'computing', 'dom']),
  vitestStage('db', ['db', 'contract']),
  vitestStage('checks', ['checks']),
  vitestStage('sim', ['sim']),
  vitestStage('e2e', ['e2e']),
];

async function checkStage(): Promise<StageTally> {
  const outcomes = await runChecks();
  const failures = outcomes.filter(({ problems }) => problems.length > 0).map(({ name }) => `check: ${name}`);
  return { passed: outcomes.length - failures.length, failed: failures.length, remarks: [], failures };
}

function vitestStage(name: string, projects: readonly string[]): Stage {
  return {
    name,
    async run() {
      const report = inProject('test-results', `${name}.json`);
      await rm(report, { force: true });
      const vitest = [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run'];
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const chosen = projects.flatMap((project) => ['--project', project]);
      // CI=1: a missing snapshot or lock is a failure, not a file to be written.
      const { code } = await runCommand('node', [...vitest, ...chosen, ...reporters], {
        shown: true,
        env: { ...process.env, CI: '1' },
      });
      const tally = await tallyFile(name, report, code);
      for (const remark of tally.remarks) process.stdout.write(`${remark}\n`);
      return tally;
    },
  };
}

/** Brings about what the stages stand on; answers false when they cannot run at all. */
async function prepare(): Promise<boolean> {
  await mkdir(inProject('test-results'), { recursive: true });
  try {
    // The one waits for a network most of its time, the other computes.
    const [packages, made] = await Promise.all([ensureSystemPackages(), buildApp()]);
    process.stdout.write(`build: ${made.length === 0 ? 'up to date' : made.join(' and ')}\n`);
    if (packages.kind === 'missing') {
      process.stdout.write(`${packages.hint}\n`);
      return false;
    }
    const { kind, version } = await ensureElectron();
    process.stdout.write(`electron: ${version} (${kind})\n`);
    return true;
  } catch (cause) {
    process.stdout.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
    return false;
  }
}

/** Runs the wanted stages (all when none is named) and answers how many tests passed, and a line for each that failed. */
async function runStages(wanted: readonly string[]): Promise<{ passed: number; failures: string[] }> {
  const ready = await prepare();
  let passed = 0;
  // What could not be prepared is a failure of its own; what does not need it still runs and tells more.
  const failures = ready ? [] : ['What the tests stand on could not be prepared: see the first lines'];
  for (const stage of stages) {
    if (wanted.length > 0 && !wanted.includes(stage.name)) continue;
    if (!ready && stage.name === 'e2e') continue;
    const startedAt = performance.now();
    process.stdout.write(`\n== ${stage.name} ==\n`);
    const tally = await stage.run();
    passed += tally.passed;
    failures.push(...tally.failures);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    process.stdout.write(`== ${stage.name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s ==\n`);
  }
  return { passed, failures };
}

const { passed, failures } = await runStages(process.argv.slice(2));
for (const failure of failures) process.stdout.write(`\nfailed: ${failure}\n`);
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
