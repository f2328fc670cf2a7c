import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../catalogue.ts';
import type { StandingCertificate } from '../certificate/certificate-standing.ts';
import { type RecordedResult, recordedResults, resultKey, saysTheSame } from './assessment-result.ts';
import { competencyMap, sessionsTeaching, type TaughtCourse } from './competency-map.ts';

const today = '2026-11-27';
const courses = new Map<string, TaughtCourse>([
  ['c1', { id: 'c1', competencies: ['Cordon', 'Evidence'], assessed: new Set(['Cordon']) }],
  ['c2', { id: 'c2', competencies: ['Radio'], assessed: new Set() }],
]);

const result = (day: string, reached: boolean, validUntil: string | null, session = 's1'): RecordedResult => ({
  id: `r ${day}`,
  person: 'amal',
  session,
  course: 'c1',
  day,
  by: 'T',
  validUntil,
  results: [{ competency: 'Cordon', reached, percent: reached ? 80 : 40 }],
});
const certificate = (more: Partial<StandingCertificate>): StandingCertificate =>
  ({
    person: 'amal',
    course: 'c1',
    session: 's9',
    issuedOn: '2026-01-01',
    validUntil: null,
    state: 'valid',
    ...more,
  }) as StandingCertificate;

function holding(results: readonly RecordedResult[], competency = 'Cordon', certificates: StandingCertificate[] = []) {
  const map = competencyMap({ results, certificates, courses, today, personOf: (id) => id });
  return map.get('amal')?.get(competency);
}

test('[AM8] what is reached holds, is soon over in its last ninety days, and over after its last one', () => {
  const at = (until: string | null) => holding([result('2025-11-27', true, until)])?.state;
  expect([at(null), at('2027-02-26'), at('2027-02-25'), at('2026-11-27'), at('2026-11-26')]).toEqual([
    'held',
    'held',
    'soon-over',
    'soon-over',
    'over',
  ]);
});

test('[AM8] a later attempt that failed takes nothing away; a renewal does count', () => {
  const before = result('2026-01-01', true, '2027-12-31');
  expect(holding([before, result('2026-06-01', false, null, 's2')])?.state).toBe('held');
  expect(holding([result('2026-06-01', false, null)])?.state).toBe('missed');
  expect(holding([before, result('2026-06-01', true, '2028-05-31', 's2')])?.until).toBe('2028-05-31');
});

test('[AM9] a certificate stands for the competencies without items alone, and only while it stands', () => {
  expect(holding([], 'Cordon', [certificate({})])).toBeUndefined();
  expect(holding([], 'Evidence', [certificate({})])).toMatchObject({ state: 'held', source: 'certificate' });
  expect(holding([], 'Evidence', [certificate({ state: 'revoked' })])).toBeUndefined();
  expect(holding([], 'Evidence', [certificate({ state: 'expired', validUntil: '2026-10-01' })])?.state).toBe('over');
});

test('[AM9] whatever comes first, the one that holds longest is shown', () => {
  const day = fc
    .integer({ min: 0, max: 2_000 })
    .map((n) => new Date(n * 86_400_000 + 1_700_000_000_000).toISOString().slice(0, 10));
  const made = fc.tuple(day, fc.boolean(), fc.option(day)).map(([on, reached, until]) => result(on, reached, until));
  fc.assert(
    fc.property(fc.array(made, { minLength: 1, maxLength: 8 }), (results) => {
      const shown = holding(results);
      const reached = results.filter(({ results: [one] }) => one?.reached);
      const longest = reached
        .map(({ validUntil }) => validUntil ?? '9999')
        .sort()
        .at(-1);
      expect(shown?.state === 'missed' ? undefined : (shown?.until ?? '9999')).toBe(longest);
      expect(holding([...results].reverse())?.until).toBe(shown?.until);
    }),
  );
});

test('[AM9] the sessions to come that teach it, the next first', () => {
  const sessions = [
    { id: 'b', course: 'c1', start: '2027-03-01' },
    { id: 'a', course: 'c1', start: '2026-12-01' },
    { id: 'past', course: 'c1', start: '2026-01-01' },
    { id: 'other', course: 'c2', start: '2026-12-01' },
  ];
  expect(sessionsTeaching('Cordon', { sessions, courses, today }).map(({ id }) => id)).toEqual(['a', 'b']);
});

test('[AM7] of several records of one session the latest counts, and what cannot be one is left out', () => {
  const entry = (id: string, at: number, percent: unknown): CatalogueEntry =>
    ({
      id,
      values: { person: 'amal', session: 's1', at, results: [{ competency: 'Cordon', reached: true, percent }, 7] },
    }) as never;
  const found = recordedResults([entry('b', 2, 90), entry('a', 1, 70), { id: 'erased', values: {} } as never]);
  expect([...found.keys()]).toEqual([resultKey('amal', 's1')]);
  expect(found.get(resultKey('amal', 's1'))?.results).toEqual([{ competency: 'Cordon', reached: true, percent: 90 }]);
  expect(recordedResults([entry('x', 1, 'many')]).get(resultKey('amal', 's1'))?.results).toEqual([]);
  expect(saysTheSame([], [])).toBe(true);
  expect(saysTheSame([{ competency: 'A', reached: true, percent: 1 }], [])).toBe(false);
});
