import { readFile } from 'node:fs/promises';

/** Counts over everything that `npm test` ran. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** What Vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly success: boolean;
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

export interface StageTally extends Tally {
  /** One line per thing that went wrong beyond failing tests, which Vitest has shown already. */
  readonly remarks: readonly string[];
  /** One line per thing that is counted as failed, so that the end of a long run names it once more. */
  readonly failures: readonly string[];
}

/** Tallies one run of Vitest from the file its JSON reporter wrote. */
export async function tallyFile(stage: string, file: string, exitCode: number): Promise<StageTally> {
  try {
    return tallyReport(stage, JSON.parse(await readFile(file, 'utf8')) as VitestReport, exitCode);
  } catch {
    const silent = `${stage}: Vitest wrote no report (exit code ${exitCode})`;
    return { passed: 0, failed: 1, remarks: [silent], failures: [silent] };
  }
}

/** How a test names what it cannot have on every machine, such as real files that the project may not ship. */
const leftOut = /\(left out: [^)]+\)$/;

/**
 * Counts what must not pass in silence as failed too: a file that could not be loaded, a test that was skipped, a stage
 * without tests, an error outside of any test. A test that says in its name what it was left out for is told, not counted.
 */
export function tallyReport(stage: string, report: VitestReport, exitCode: number): StageTally {
  const remarks: string[] = [];
  const failures: string[] = [];
  const remark = (text: string) => {
    remarks.push(`${stage}: ${text}`);
    failures.push(`${stage}: ${text}`);
  };
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      remark(`${file.name} could not be run`);
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed') continue;
      if (test.status === 'failed') failures.push(failedLine(stage, test.fullName, test.failureMessages));
      else if (leftOut.test(test.fullName)) remarks.push(`${stage}: ${test.fullName}`);
      else remark(`skipped: ${test.fullName}`);
    }
  }
  if (report.numTotalTests === 0) remark('there are no tests');
  if (exitCode !== 0 && failures.length === 0) remark(`Vitest ended with ${exitCode}: an error outside of tests`);
  return { passed: report.numPassedTests, failed: failures.length, remarks, failures };
}

/** The test and the beginning of why: enough to know what fell without the pages above. */
function failedLine(stage: string, name: string, [why = ''] = [] as readonly string[]): string {
  return [`${stage}: ${name}`, ...why.split('\n').filter(Boolean).slice(0, 6)].join('\n    ');
}
