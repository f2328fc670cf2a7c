import { expect, test } from 'vitest';
import { ageFault, auditFaults, electronFault } from './release-check.ts';

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

test('what is shipped stays no longer behind a newer release of its major than the rules allow', () => {
  const now = Date.UTC(2026, 10, 28);
  const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();
  const times = {
    created: ago(900),
    '4.1.0': ago(300),
    '4.2.0-beta.1': ago(200),
    '4.2.0': ago(91),
    '4.10.0': ago(9),
    '5.0.0': ago(400),
  };
  expect(ageFault('dexie', '4.1.0', times, now)).toBe('dexie 4.1.0: 4.2.0 is out for 91 days, 90 are allowed');
  expect(ageFault('dexie', '4.2.0', times, now)).toBeNull();
  expect(ageFault('electron', '4.2.0', { ...times, '4.3.0': ago(31) }, now)).toContain('30 are allowed');
  expect(ageFault('dexie', '4.10.0', times, now)).toBeNull();
  expect(ageFault('dexie', '4.2.0', {}, now)).toContain('does not know');
});
