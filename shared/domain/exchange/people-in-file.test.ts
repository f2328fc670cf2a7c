import { expect, test } from 'vitest';
import type { ReviewDocument } from '../review/review-document.ts';
import type { RunReport } from '../run-report.ts';
import { peopleInCacao, peopleInReport, peopleInReview } from './people-in-file.ts';

test('[SH7] everybody whom the report of a run names counts once, whoever says it', () => {
  const report = {
    people: ['Ana', 'Ben'],
    leaders: [
      { name: 'Ana', at: null, from: null, why: null },
      { name: 'Eve', at: 1, from: 'Ana', why: null },
    ],
    steps: [
      { by: 'Ben ', takenBy: 'Ida', photos: [{ by: 'Olu' }] },
      { by: null, takenBy: null, photos: [] },
    ],
    entries: [
      { by: '', to: 'Kim' },
      { by: 'Ana', to: null },
    ],
  } as unknown as RunReport;
  expect(peopleInReport(report)).toBe(6);
});

test('[SH7] a review names who led it, took part, rated, agreed and owns what is to be done', () => {
  const document = {
    facilitator: 'Ana',
    participants: ['Ben', 'Ana'],
    plan: [{ owner: 'Eve' }, { owner: '' }],
    ratings: [{ agreedBy: 'Ida', ratings: [{ name: 'Kim' }, { name: 'Eve' }] }],
  } as unknown as ReviewDocument;
  expect(peopleInReview(document)).toBe(5);
});

test('[SH7] a CACAO document names the individuals among its agents and targets, and no organisation', () => {
  const document = {
    agent_definitions: { a: { type: 'individual', name: 'Ana' }, b: { type: 'organization', name: 'Centre' } },
    target_definitions: { c: { type: 'individual', name: 'Ben' }, d: { type: 'individual', name: 'Ana' } },
  };
  expect(peopleInCacao(document)).toBe(2);
  expect(peopleInCacao({ type: 'playbook', agent_definitions: null })).toBe(0);
});
