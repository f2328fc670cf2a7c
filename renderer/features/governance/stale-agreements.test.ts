import { afterEach, expect, test, vi } from 'vitest';
import { digestOfTerms, type Terms } from '../../../shared/domain/agreement/agreement.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { findEndingAgreements } from './stale-agreements.ts';

afterEach(() => void vi.unstubAllEnvs());

const uuid = (n: number) => `0190f000-0000-7000-8000-0000000000${n}`;
const [id, capital, hills] = [
  uuid(94),
  { person: uuid(93), name: 'Anneke Duarte', centre: 'Varenia hub' },
  { person: uuid(92), name: 'Mireille Sauvage', centre: 'Tolmara Hills' },
];
const terms: Terms = {
  ...{ title: 'Doctrine', reference: 'AG-26-04', purpose: 'Practice', language: 'en', kinds: ['playbook'] },
  ...{ parties: [capital.centre, hills.centre], ceiling: 'TLP:AMBER', from: '2020-01-01', until: '2026-03-02' },
  ...{ signatures: 1, by: { ...capital, person: uuid(91) }, at: Date.UTC(2020, 0, 1) },
};
const entry = (n: number, type: string, values: object): CatalogueEntry => ({
  ...{ id: uuid(n), scope: 's', type, parent: '', values: values as CatalogueEntry['values'] },
  ...{ deleted: false, conflicts: 0, behind: [], changedAt: 0 },
});
const signed = (n: number, by: Terms['by']) => {
  const act = {
    does: 'sign',
    digest: digestOfTerms(id, terms),
    note: '',
    language: 'en',
    by,
    at: Date.UTC(2020, 1, 1),
  };
  return entry(n, 'agreement-act', { agreement: id, act });
};

test.each(['Pacific/Auckland', 'America/Lima'])(
  '[PO7] the board counts to the last day by which an agreement holds, that of UTC (%s)',
  async (zone) => {
    vi.stubEnv('TZ', zone);
    const entries = [entry(94, 'agreement', { title: terms.title, terms }), signed(80, capital), signed(81, hills)];
    const list = async ({ type }: { readonly type?: string }) => entries.filter((each) => each.type === type);
    const found = async (now: number) => {
      const { late, coming } = await findEndingAgreements(list, { language: 'en', now });
      return [late, coming].map((each) => each.map(({ days }) => days));
    };
    expect(await found(Date.UTC(2026, 2, 2, 0, 30))).toEqual([[], [0]]);
    expect(await found(Date.UTC(2026, 2, 2, 23, 30))).toEqual([[], [0]]);
    expect(await found(Date.UTC(2026, 2, 3, 0, 30))).toEqual([[-1], []]);
  },
);
