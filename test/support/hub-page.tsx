/** The coordinator's page in jsdom, beside a hub that answers what a test says. */
import './dom.tsx';
import { render } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { HubPage } from '../../renderer/hub-page/hub-page.tsx';
import { createI18n } from '../../renderer/i18n/create-i18n.ts';
import type { CoordinatedDevice, HeldList, Me, Overview, People } from '../../shared/coordinator/contract.ts';
import type { Language } from '../../shared/domain/language.ts';

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const now = 1_800_000_000_000;
export const day = 86_400_000;
export const doctrine = { id: uuid(1), name: 'Network doctrine' };
export const me: Me = {
  person: { person: uuid(11), name: 'Anneke Duarte', centre: 'Varenia hub' },
  networkName: 'Varenia network',
  sample: true,
  recoveryCodesLeft: 10,
  scopes: [doctrine],
  mayGive: ['trainer', 'guest'],
};
export const device = (n: number, name: string, changes: Partial<CoordinatedDevice> = {}): CoordinatedDevice => ({
  id: uuid(n),
  name,
  persons: [{ person: uuid(12), name: 'Ines Calder', centre: 'Sorrel Coast' }],
  enrolledAt: now - 90 * day,
  revokedAt: null,
  retiredSince: null,
  lastContact: now - day,
  declaredWaiting: 0,
  cloneSuspectedAt: null,
  newLifeAt: null,
  leaseEndsAt: now + 60 * day,
  certificateEndsAt: now + 100 * day,
  scopes: [{ scope: doctrine.id, behind: 0, since: null }],
  lost: [],
  held: 0,
  ...changes,
});
export const overview: Overview = {
  now,
  letGo: null,
  devices: [
    device(21, 'SC-01'),
    device(22, 'SC-02', {
      lastContact: now - 11 * day,
      declaredWaiting: 207,
      scopes: [{ scope: doctrine.id, behind: 41, since: now - 10 * day }],
    }),
  ],
};
export const held: HeldList = {
  changes: [
    {
      scope: doctrine.id,
      type: 'playbook',
      record: uuid(31),
      author: { person: uuid(12), name: 'ليلى حداد', centre: 'Sorrel Coast' },
      device: { id: uuid(22), name: 'SC-02' },
      reason: 'device-revoked',
      operations: [{ id: 'a'.repeat(32), kind: 'set', field: 'title.ar', value: 'إخلاء المحطة' }],
      receivedAt: now - day,
      madeAt: now - day,
      isOwn: false,
    },
  ],
  more: false,
  decided: [],
};
export const people: People = {
  people: [
    { person: { person: uuid(12), name: 'Ines Calder', centre: 'Sorrel Coast' }, grants: [], mayEnrol: true },
    { person: { person: uuid(13), name: 'Wen Jiahui', centre: 'Varenia hub' }, grants: [], mayEnrol: false },
  ],
  centres: ['Sorrel Coast', 'Varenia hub'],
};

/** Stands in for the hub in each test of a file: it knows a network of two laptops until the test says otherwise. */
export function hubAnswers() {
  let answers: Record<string, { status: number; body: unknown }> = {};
  /** What was sent, in order. */
  const asked: { path: string; body: unknown }[] = [];
  const say = (path: string, body: unknown, status = 200) => {
    answers[path] = { status, body };
  };
  beforeEach(() => {
    answers = {};
    asked.length = 0;
    say('/me', me);
    say('/overview', overview);
    say('/held', held);
    say('/people', people);
    say('/codes', { codes: [] });
    vi.stubGlobal('fetch', async (address: string, options: { method: string; body?: string | Blob }) => {
      const path = address.replace('/coordinator/api', '');
      if (options.method === 'POST')
        asked.push({ path, body: options.body instanceof Blob ? options.body : JSON.parse(options.body ?? '') });
      const { status, body } = answers[path] ?? { status: 404, body: { kind: 'not-found' } };
      return new Response(JSON.stringify(body), { status });
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    location.hash = '';
  });
  return { asked, say, open: openPage };
}

async function openPage(place: string, language: Language = 'en') {
  location.hash = `#/${place}`;
  const i18n = await createI18n(language, ['coordinator']);
  return render(<HubPage i18n={i18n} timeZone="UTC" />);
}
