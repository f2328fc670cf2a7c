/** `npm run check`: every step is run and every problem shown, so that one run tells all there is to repair. */
import { availableParallelism } from 'node:os';
import type { CheckStep } from './check-step.ts';
import { checkSteps } from './check-steps.ts';
import { projectRoot } from './project-root.ts';

export interface CheckOutcome {
  readonly name: string;
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Runs the steps, a few at a time, and shows each as it would be shown alone; answers one outcome per step. */
export async function runChecks(steps: readonly CheckStep[] = checkSteps): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const outcome = await runStep(step);
      outcomes.push(outcome);
      show(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return outcomes;
}

async function runStep(step: CheckStep): Promise<CheckOutcome> {
  const startedAt = performance.now();
  // A check that breaks is a check that failed, not the end of the others.
  const problems = await step
    .run(projectRoot)
    .catch((cause: unknown) => [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)]);
  return { name: step.name, problems, seconds: (performance.now() - startedAt) / 1000 };
}

function show({ name, problems, seconds }: CheckOutcome): void {
  const verdict = problems.length === 0 ? 'ok' : 'FAILED';
  process.stdout.write(`check: ${name}: ${verdict} (${seconds.toFixed(1)} s)\n`);
  for (const problem of problems) process.stdout.write(`${problem.replaceAll(/^/gm, '    ')}\n`);
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const steps = checkSteps.filter((step) => wanted.length === 0 || wanted.some((word) => step.name.includes(word)));
  const failed = (await runChecks(steps)).filter((outcome) => outcome.problems.length > 0);
  process.stdout.write(
    failed.length === 0 && steps.length > 0
      ? `check: all ${steps.length} steps passed\n`
      : `check: ${failed.length} of ${steps.length} steps failed: ${failed.map((outcome) => outcome.name).join(', ')}\n`,
  );
  process.exitCode = failed.length === 0 && steps.length > 0 ? 0 : 1;
}
