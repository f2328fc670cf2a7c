import { afterEach, expect, test, vi } from 'vitest';
import { type Asked, accessRequest } from '../../../shared/domain/access/access-request.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { findOpenRequests } from './stale-access.ts';

afterEach(() => void vi.unstubAllEnvs());

const uuid = (n: number) => `0190f000-0000-7000-8000-0000000000${n}`;
const asked: Asked = {
  ...{ scope: uuid(90), scopeName: 'Hill papers', kinds: ['playbook'], purpose: 'The exercise', language: 'en' },
  ...{ until: '2026-03-01', by: { person: uuid(91), name: 'Mireille', centre: 'Hills' }, at: Date.UTC(2026, 1, 20) },
};
const entry: CatalogueEntry = {
  ...{ id: uuid(80), scope: 's', type: accessRequest.type, parent: '', values: { asked: asked as never } },
  ...{ deleted: false, conflicts: 0, behind: [], changedAt: 0 },
};

test.each(['Europe/Paris', 'Pacific/Auckland', 'America/Lima'])(
  '[PO7] a request waits until its last day is over in UTC, and is never late (%s)',
  async (zone) => {
    vi.stubEnv('TZ', zone);
    const coming = async (now: number) => {
      const list = async ({ type }: { readonly type?: string }) => [entry].filter((each) => each.type === type);
      return (await findOpenRequests(list, { language: 'en', now })).coming.map(({ days }) => days);
    };
    expect(await coming(Date.UTC(2026, 1, 28, 23, 59))).toEqual([1]);
    expect(await coming(Date.UTC(2026, 2, 1, 23, 59))).toEqual([0]);
    expect(await coming(Date.UTC(2026, 2, 2, 9))).toEqual([]);
  },
);
