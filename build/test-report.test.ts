import { expect, test } from 'vitest';
import { tallyFile, tallyReport } from './test-report.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each, index) => ({ fullName: `test ${index}`, status: each })),
});
const report = (passed: number, failed: number, ...testResults: ReturnType<typeof file>[]) => ({
  success: failed === 0,
  numTotalTests: testResults.reduce((sum, each) => sum + each.assertionResults.length, 0),
  numPassedTests: passed,
  numFailedTests: failed,
  testResults,
});

test('counts what passed and what failed', () => {
  const tally = tallyReport('unit', report(2, 1, file('failed', 'passed', 'passed', 'failed')), 1);
  expect(tally).toEqual({ passed: 2, failed: 1, remarks: [], failures: ['unit: test 2'] });
});

test('a failed test is named together with the beginning of why', () => {
  const why = ['Error: expected 0 to be greater than 0', ...Array.from({ length: 20 }, (_, n) => `at line ${n}`)];
  const fell = { fullName: 'nothing is lost', status: 'failed', failureMessages: [why.join('\n')] };
  const { failures } = tallyReport('e2e', report(0, 1, { name: 'a', status: 'failed', assertionResults: [fell] }), 1);
  expect(failures).toEqual([expect.stringMatching(/^e2e: nothing is lost\n {4}Error: expected 0/)]);
  expect(failures.join('\n').split('\n')).toHaveLength(7);
});

test('a skipped test is a failure with a name', () => {
  const tally = tallyReport('unit', report(1, 0, file('passed', 'passed', 'pending')), 0);
  const skipped = ['unit: skipped: test 1'];
  expect(tally).toEqual({ passed: 1, failed: 1, remarks: skipped, failures: skipped });
});

test('a test that says what it was left out for is told and not counted', () => {
  const left = { fullName: 'every real file (left out: the folder of real files is not here)', status: 'pending' };
  const ran = { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName: 'one', status: 'passed' }, left] };
  expect(tallyReport('unit', report(1, 0, ran), 0)).toEqual({
    passed: 1,
    failed: 0,
    remarks: [`unit: ${left.fullName}`],
    failures: [],
  });
});

test('a file that could not be loaded is a failure', () => {
  const tally = tallyReport('unit', report(1, 0, file('passed', 'passed'), file('failed')), 1);
  expect(tally).toMatchObject({ passed: 1, failed: 1 });
});

test('a stage without tests is a failure', () => {
  expect(tallyReport('sim', report(0, 0), 0)).toMatchObject({ failed: 1 });
});

test('an error outside of tests is a failure', () => {
  expect(tallyReport('unit', report(1, 0, file('passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('a run that left no report is a failure', async () => {
  expect(await tallyFile('unit', '/nowhere/report.json', 137)).toMatchObject({ passed: 0, failed: 1 });
});
