import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { ok } from '../../../shared/base/result.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { partyWords } from '../../../shared/protocol/party-words.ts';
import type { AgreedParty, Party } from '../../../shared/sync/party-api.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { createSyncWorld, identity, scope } from '../../../test/support/sync-world.tsx';
import type { Desktop } from '../../data/desktop.ts';
import { EngineProvider } from '../../data/engine-context.tsx';
import { syncFeature } from './feature.ts';

afterEach(cleanup);

const key = 'ab'.repeat(32);
const laptop: Party = {
  kind: 'laptop',
  party: key,
  key,
  name: '',
  people: [{ name: 'Руслан Остров', centre: 'Tolmara Highlands' }],
  scopes: [scope],
  isDeclined: false,
  leaving: [{ type: 'playbook', mark: 'TLP:AMBER', records: 3 }],
  withheld: [{ type: 'review', mark: 'TLP:RED', records: 1, reason: 'scope' }],
};
const hub: Party = { ...laptop, kind: 'hub', party: identity.hub, name: 'Varenia network', people: [], withheld: [] };

const desktop = {
  enginePort: () => new MessageChannel().port1,
  onEvent: () => () => {},
  call: async (channel: string) =>
    ok(
      channel === 'room:open' ? { addresses: ['192.0.2.7:41234'] } : channel === 'room:found' ? { addresses: [] } : {},
    ),
} as unknown as Desktop;

async function open(parties: readonly Party[], language?: Language, agreed: readonly AgreedParty[] = []) {
  localStorage.clear();
  const { engine } = await createSyncWorld();
  const answers: [string, boolean][] = [];
  engine.parties = async () => parties;
  engine.agreedParties = async () => agreed;
  engine.answerParty = async (party, agreed) => {
    answers.push([party, agreed]);
    return ok(null);
  };
  const wrap = (children: ReactNode) => (
    <EngineProvider engine={engine} identity={identity} desktop={desktop}>
      {children}
    </EngineProvider>
  );
  const features = [syncFeature];
  const shown = await renderApp('/sync', { features, namespaces: ['sync'], wrap, ...(language ? { language } : {}) });
  return { answers, ...shown };
}

test('[FC4] a laptop never met: who, its words, which scopes, what goes, what stays and why; the answer is kept', async () => {
  const { answers, container } = await open([laptop]);
  const room = within(await screen.findByRole('region', { name: 'Laptops in this room' }));
  expect(room.queryByText('Руслан Остров')).toBeNull();
  fireEvent.click(room.getByRole('switch'));
  const card = within(await screen.findByRole('region', { name: 'A laptop that was never met' }));
  expect(card.getByText('Руслан Остров')).toBeTruthy();
  const words = within(card.getByRole('list', { name: 'Words of its key' })).getAllByRole('listitem');
  expect(words.map(({ textContent }) => textContent)).toEqual(partyWords(key));
  expect(card.getByText(/Doctrine/)).toBeTruthy();
  expect(card.getByRole('row', { name: 'Playbook TLP:AMBER 3 goes' })).toBeTruthy();
  expect(card.getByRole('row', { name: /TLP:RED 1 stays: the other one may not read its scope/ })).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  fireEvent.click(card.getByRole('button', { name: 'No' }));
  fireEvent.click(card.getByRole('button', { name: 'Yes, exchange' }));
  await waitFor(() =>
    expect(answers).toEqual([
      [key, false],
      [key, true],
    ]),
  );
});

test('[FC2] the hub of a laptop that just joined is asked about on the first screen of sync, in Arabic too', async () => {
  const { answers } = await open([hub]);
  const card = within(await screen.findByRole('region', { name: 'First contact with the hub of Varenia network' }));
  fireEvent.click(card.getByRole('button', { name: 'Yes, sync' }));
  await waitFor(() => expect(answers).toEqual([[hub.party, true]]));
  cleanup();
  const { container } = await open([{ ...hub, isDeclined: true, leaving: [] }], 'ar');
  expect(await screen.findByText('رفضت. لا يُرسَل إليه شيء.')).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test('[FC5] whom somebody said yes to, since when, and the way to take it back', async () => {
  const at = Date.UTC(2026, 2, 3, 9);
  const { party: hubParty, name } = hub;
  const { answers, container } = await open([], 'en', [
    { kind: 'hub', party: hubParty, key, name, at },
    { kind: 'laptop', party: key, key, name: '', at: null },
  ]);
  const said = within(await screen.findByRole('region', { name: /^Said yes to/ }));
  expect(said.getByText('The hub of Varenia network')).toBeTruthy();
  expect(said.getByText(/Yes was said on .*2026/)).toBeTruthy();
  expect(said.getByText(new RegExp(partyWords(key).join(' ')))).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  fireEvent.click(said.getByRole('button', { name: 'Take back: The hub of Varenia network' }));
  await waitFor(() => expect(answers).toEqual([[hubParty, false]]));
});
