import { expect, test } from 'vitest';
import { findDuplicates } from '../../shared/domain/names/find-duplicates.ts';
import { suggestMapping } from '../../shared/domain/roster-import/column-mapping.ts';
import { decodeText } from '../../shared/domain/roster-import/decode-text.ts';
import { planRoster } from '../../shared/domain/roster-import/plan-roster.ts';
import { readCsv } from '../../shared/domain/roster-import/read-csv.ts';
import type { PersonRow } from '../../shared/domain/training/roster.ts';
import { extensionId, sampleFiles } from '../../test/support/sample-files.ts';
import { readCourses, readDisagreements, readRoster, readRuns, readSessions } from './content.ts';

const playbooks = new Map(
  sampleFiles.map(({ sample }) => [
    String(sample.playbook_extensions[extensionId]?.['reference']),
    new Set(Object.values(sample.workflow).map(({ name }) => name)),
  ]),
);

async function planned(number: string, persons: readonly PersonRow[]) {
  const [header, ...rows] = readCsv(decodeText(await readRoster(number)).text).rows;
  return planRoster(rows, suggestMapping(header?.cells ?? []), { persons, roster: [] });
}

/** Everybody of the rosters, as importing them one after another makes them. */
async function everybody(): Promise<readonly PersonRow[]> {
  const persons: PersonRow[] = [];
  for (const { number } of await readSessions()) {
    for (const row of (await planned(number, persons)).rows) {
      if (row.person !== null) continue;
      persons.push({ ...row.values, id: `p-${String(persons.length).padStart(3, '0')}`, sameAs: null, notSameAs: [] });
    }
  }
  return persons;
}

test('four courses in every language, three sessions behind and one today', async () => {
  const courses = await readCourses();
  const sessions = await readSessions();
  expect(courses.length).toBeGreaterThanOrEqual(4);
  expect(sessions.filter(({ end }) => end < 0)).toHaveLength(3);
  expect(sessions.filter(({ start, end }) => start <= 0 && end >= 0)).toHaveLength(1);
  for (const { course } of sessions) expect(courses.map(({ key }) => key)).toContain(course);
});

test('every roster is read whole, twelve to twenty-four people with names in several scripts', async () => {
  for (const { number, seats } of await readSessions()) {
    const { rows, counts } = await planned(number, []);
    expect(counts, number).toEqual({ new: rows.length, enrol: 0, fill: 0, same: 0, repeated: 0, refused: 0 });
    expect(rows.length).toBeGreaterThanOrEqual(12);
    expect(rows.length).toBeLessThanOrEqual(Math.min(24, seats));
    expect(rows.flatMap(({ notes }) => notes)).toEqual([]);
  }
  const names = (await everybody()).map(({ name }) => name).join(' ');
  for (const script of ['Arabic', 'Cyrillic', 'Georgian', 'Greek', 'Han', 'Latin']) {
    expect(names).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
  }
});

test('a name in another script has its reading in Latin letters, and one person is there twice', async () => {
  const persons = await everybody();
  for (const { name, transliteration } of persons)
    expect(/^[\p{Script=Latin}\W]+$/u.test(name) || transliteration !== '').toBe(true);
  const pairs = findDuplicates(persons).map(({ persons: pair }) => pair.map(({ name }) => name));
  expect(pairs).toEqual([['يوسف الكرم', 'Youssef El Karam']]);
});

test('whoever is marked is on the roster', async () => {
  for (const { number, attendance, corrections, elsewhere } of await readSessions()) {
    const names = (await planned(number, [])).rows.map(({ values }) => values.name);
    const marked = attendance.flatMap(({ others }) => Object.keys(others));
    for (const name of [...marked, ...[...corrections, ...elsewhere].map(({ person }) => person)])
      expect(names).toContain(name);
  }
});

test('courses teach playbooks that are there', async () => {
  for (const { playbooks: taught } of await readCourses())
    for (const reference of taught) expect(playbooks.has(reference), reference).toBe(true);
});

test('runs and disagreements speak of steps that are there', async () => {
  const { edits, held } = await readDisagreements();
  const runs = (await readRuns()).flatMap(({ playbook, events }) =>
    events.flatMap(({ step }) => (step === undefined ? [] : [{ playbook, step }])),
  );
  for (const { playbook, step } of [...runs, ...edits, ...held.changes, ...held.decided]) {
    expect(playbooks.has(playbook)).toBe(true);
    if (step !== null) expect([...(playbooks.get(playbook) ?? [])], playbook).toContain(step);
  }
});
