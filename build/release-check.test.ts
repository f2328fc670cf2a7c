import { expect, test } from 'vitest';
import { auditFaults, electronFault } from './release-check.ts';

test('an Electron that gets no fixes any more is not shipped, nor one that cannot be compared', () => {
  expect(electronFault('45.4.1', '45.5.0')).toBeNull();
  expect(electronFault('45.4.1', '47.0.0')).toBeNull();
  expect(electronFault('45.4.1', '48.0.0')).toContain('no fixes');
  expect(electronFault('45.4.1', '')).toContain('cannot compare');
});

test('a package with a high or critical vulnerability is not shipped, and no answer is not a good one', () => {
  const report = {
    vulnerabilities: { one: { severity: 'high' }, two: { severity: 'moderate' }, three: { severity: 'critical' } },
  };
  expect(auditFaults(JSON.stringify(report))).toHaveLength(2);
  expect(auditFaults('{"vulnerabilities":{}}')).toEqual([]);
  expect(auditFaults('npm error audit endpoint returned an error\n{"statusCode":405}')).toEqual([
    'the advisories could not be asked',
  ]);
  expect(auditFaults('')).toHaveLength(1);
});
