import { expect, test } from 'vitest';
import { catalogueEntryOf } from '../catalogue.ts';
import { course } from './course.ts';
import { coursesTeaching } from './taught-in.ts';

function courseEntry(id: string, values: Readonly<Record<string, string | string[]>>) {
  const head = { kind: 'set', lamport: 1, wall: 1, author: 'a', device: 'd' } as const;
  const fields = Object.entries(values).map(([key, value]) => [key, [{ ...head, id: `${id} ${key}`, value }]]);
  return catalogueEntryOf(course, {
    scope: 's',
    type: 'course',
    id,
    fields: Object.fromEntries(fields),
    missing: [],
  });
}

const courses = [
  courseEntry('late', { reference: 'CR-030', playbooks: ['bridge', 'mail'] }),
  courseEntry('other', { reference: 'CR-020', playbooks: ['mail'] }),
  courseEntry('early', { reference: 'CR-010', playbooks: ['bridge'] }),
  // made before courses named their playbooks
  courseEntry('old', { reference: 'CR-001' }),
];
const taught = (...playbooks: string[]) => coursesTeaching(courses, playbooks).map(({ id }) => id);

test('the courses that teach a playbook are known from the catalogue, by their references', () => {
  expect(taught('bridge')).toEqual(['early', 'late']);
  expect(taught('bridge', 'mail')).toEqual(['early', 'other', 'late']);
});

test('nothing teaches a playbook that no course names', () => {
  expect(taught('quay')).toEqual([]);
  expect(taught()).toEqual([]);
});
