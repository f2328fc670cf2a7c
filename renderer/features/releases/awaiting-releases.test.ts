import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { digestOfEdition, type Edition } from '../../../shared/domain/release/release.ts';
import { findAwaiting } from './awaiting-releases.ts';

const now = Date.UTC(2026, 10, 23, 22, 0);
const uuid = (n: number) => `0190a000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const by = { person: uuid(1), name: 'Mireille', centre: 'Highlands' };
const asked = (playbook: string, daysAgo: number): Edition => ({
  ...{ playbook, number: '4.2', content: 'ab'.repeat(32), validFrom: '2026-03-01', validUntil: null, language: 'en' },
  ...{ reviewDate: '2027-03-01', supersedes: null, rule: { needed: 1, distinct: 'person', roles: ['approver'] } },
  ...{ note: '', by: { ...by, person: uuid(9) }, at: now - daysAgo * 86_400_000 },
});
const entry = (id: string, type: string, values: CatalogueEntry['values'], parent = ''): CatalogueEntry => ({
  ...{ id, scope: 's', type, parent, values, deleted: false, conflicts: 0, behind: [], changedAt: 0 },
});

test('what is in review waits for signatures, the longest first; what was approved or never asked for does not', async () => {
  const [long, short, approved, draft] = [uuid(50), uuid(51), uuid(52), uuid(53)];
  const editions = [asked(long, 12), asked(short, 2), asked(approved, 5)];
  const digest = digestOfEdition(uuid(72), editions[2] as Edition);
  const act = { digest, does: 'approve', role: 'approver', note: '', language: 'en', by, at: now };
  const entries = [
    ...[long, short, approved, draft].map((id) => entry(id, 'playbook', { 'title.en': id, reference: 'PB-1' })),
    ...editions.map((edition, at) => entry(uuid(70 + at), 'release', { edition: edition as never }, edition.playbook)),
    entry(uuid(80), 'release-approval', { act: act as never }, approved),
  ];
  const found = await findAwaiting(async ({ type }) => entries.filter((each) => each.type === type), {
    language: 'en',
    now,
  });
  expect(found.late.map(({ id, days }) => [id, days])).toEqual([
    [long, -12],
    [short, -2],
  ]);
});
