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
  expect(tally).toEqual({ passed: 2, failed: 1, remarks: [] });
});

test('a skipped test is a failure with a name', () => {
  const tally = tallyReport('unit', report(1, 0, file('passed', 'passed', 'pending')), 0);
  expect(tally).toEqual({ passed: 1, failed: 1, remarks: ['unit: skipped: test 1'] });
});

test('a test that says what it was left out for is told and not counted', () => {
  const left = { fullName: 'every real file (left out: the folder of real files is not here)', status: 'pending' };
  const ran = { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName: 'one', status: 'passed' }, left] };
  expect(tallyReport('unit', report(1, 0, ran), 0)).toEqual({
    passed: 1,
    failed: 0,
    remarks: [`unit: ${left.fullName}`],
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
