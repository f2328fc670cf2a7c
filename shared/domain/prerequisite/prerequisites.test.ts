import { expect, test } from 'vitest';
import type { Holding } from '../assessment/competency-map.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { StandingCertificate } from '../certificate/certificate-standing.ts';
import { admissionOf, lacksOf, type PrerequisiteSources, undecided } from './prerequisites.ts';

const asked = { courses: ['cordon'], competencies: ['Radio discipline'] };
const certificate = (more: Partial<StandingCertificate>): StandingCertificate => ({
  ...{ id: 'c', scope: 's', person: 'ada', session: 't', course: 'cordon', key: 'k', statusPlace: 0, by: 'Ines' },
  ...{ issuedOn: '2020-01-01', validUntil: null, replaces: null, state: 'valid', ended: null },
  ...more,
});
const holding = (until: string | null, state: Holding['state'] = 'held'): Holding => ({
  ...{ state, since: '2020-01-01', until, percent: 80, source: 'assessment', session: 't' },
});
const sources = (more: Partial<PrerequisiteSources> = {}): PrerequisiteSources => ({
  ...{ certificates: [], held: new Map(), day: '2026-05-01' },
  personOf: (id) => (id === 'ada-2' ? 'ada' : id),
  competencyOf: (words) => (words === 'Discipline radio' ? 'Radio discipline' : words),
  ...more,
});

test('[PQ2] whoever holds nothing lacks everything, in the order in which it is asked for', () => {
  expect(lacksOf(asked, sources())('ada')).toEqual([
    { kind: 'course', what: 'cordon', until: null },
    { kind: 'competency', what: 'Radio discipline', until: null },
  ]);
  expect(lacksOf({ courses: [], competencies: [] }, sources())('ada')).toEqual([]);
});

test('[PQ2] a certificate counts on its last day and not after; revoked or replaced ones never count', () => {
  const lacks = (more: Partial<StandingCertificate>) =>
    lacksOf({ ...asked, competencies: [] }, sources({ certificates: [certificate(more)] }))('ada');
  expect(lacks({ validUntil: '2026-05-01' })).toEqual([]);
  expect(lacks({ validUntil: '2026-04-30' })).toEqual([{ kind: 'course', what: 'cordon', until: '2026-04-30' }]);
  expect(lacks({ state: 'revoked' })).toEqual([{ kind: 'course', what: 'cordon', until: null }]);
  expect(lacks({ state: 'replaced' })).toHaveLength(1);
  expect(lacks({ course: 'other' })).toHaveLength(1);
});

test('[PQ2] records of one person count together, and of two certificates the one that holds longer', () => {
  const certificates = [
    certificate({ person: 'ada-2', validUntil: '2027-01-01' }),
    certificate({ validUntil: '2021-01-01' }),
  ];
  expect(lacksOf({ ...asked, competencies: [] }, sources({ certificates }))('ada')).toEqual([]);
});

test('[PQ1] a competency is the same under its name in another language', () => {
  const held = new Map([['ada', new Map([['Discipline radio', holding(null)]])]]);
  expect(lacksOf({ ...asked, courses: [] }, sources({ held }))('ada')).toEqual([]);
});

test('[PQ2] a competency that was missed, or is over by the first day, is lacking', () => {
  const lacks = (of: Holding) =>
    lacksOf(
      { ...asked, courses: [] },
      sources({ held: new Map([['ada', new Map([['Radio discipline', of]])]]) }),
    )('ada');
  expect(lacks(holding(null, 'missed'))).toEqual([{ kind: 'competency', what: 'Radio discipline', until: null }]);
  expect(lacks(holding('2026-03-01', 'soon-over'))).toEqual([
    { kind: 'competency', what: 'Radio discipline', until: '2026-03-01' },
  ]);
});

test('[PQ4] a decision covers what was lacking then, from every record of the place; what is lacking besides is shown', () => {
  const place = (id: string, values: CatalogueEntry['values']): CatalogueEntry => ({
    ...{
      id,
      scope: 's',
      type: 'enrolment',
      parent: 't',
      values,
      deleted: false,
      conflicts: 0,
      behind: [],
      changedAt: 1,
    },
  });
  expect(admissionOf([place('a', { status: 'enrolled' }), place('b', { admittedWithout: [] })])).toBeNull();
  const decided = admissionOf([
    place('a', { admittedWithout: ['cordon'], admittedWhy: 'Ten years in the field', admittedBy: 'Tomasz Veld' }),
    place('b', { admittedWithout: ['cordon'], admittedWhy: 'Ten years in the field', admittedBy: 'Ines Calder' }),
  ]);
  expect(decided).toEqual({
    without: ['cordon'],
    why: 'Ten years in the field',
    by: 'Tomasz Veld; Ines Calder',
  });
  const lacks = lacksOf(asked, sources())('ada');
  expect(undecided(lacks, decided).map(({ what }) => what)).toEqual(['Radio discipline']);
  expect(undecided(lacks, null)).toEqual(lacks);
});
