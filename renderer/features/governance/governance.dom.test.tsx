import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import {
  type Act,
  agreement,
  agreementAct,
  digestOfTerms,
  readAct,
  readTerms,
  type Terms,
} from '../../../shared/domain/agreement/agreement.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import type { NetworkGlance } from '../../../shared/protocol/network-glance.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { createFakeDesktop } from '../../../test/support/fake-desktop.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { sampleIdentity } from '../../../test/support/sample-identity.ts';
import { sampleScope as scope } from '../../../test/support/sample-playbook.ts';
import { savedList } from '../../../test/support/save-list.ts';
import { engineShellData } from '../../app/engine-shell-data.ts';
import { VocabularyOfCentre } from '../../app/vocabulary-of-centre.tsx';
import { EngineProvider } from '../../data/engine-context.tsx';
import { governanceFeature } from './feature.ts';
import { findEndingAgreements } from './stale-agreements.ts';

beforeEach(() => localStorage.clear());
afterEach(() => void vi.unstubAllEnvs());

const uuid = (n: number) => `0190f000-0000-7000-8000-0000000000${n}`;
const coast = {
  person: sampleIdentity.profiles[0]?.person ?? '',
  name: 'Amina Dessalou',
  centre: 'Sorrel Coast Centre',
};
const hills = { person: uuid(92), name: 'Mireille Sauvage', centre: 'Tolmara Hills' };
const capital = { person: uuid(93), name: 'Anneke Duarte', centre: 'Varenia hub' };
const id = uuid(94);

const terms: Terms = {
  title: 'Doctrine for both banks',
  reference: 'AG-26-04',
  purpose: 'Joint practice at the bridge',
  language: 'en',
  parties: [coast.centre, hills.centre],
  kinds: ['playbook'],
  ceiling: 'TLP:AMBER',
  from: '2020-01-01',
  until: '2099-12-31',
  signatures: 1,
  by: capital,
  at: Date.UTC(2020, 0, 1),
};
const made = (result: { ok: true; value: OperationDraft[] } | { ok: false; failure: unknown }) => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const proposed = (more: Partial<Terms> = {}) =>
  made(createRecord(agreement, { scope, id }, { title: terms.title, terms: { ...terms, ...more } as unknown as Json }));
const act = (n: number, by: Act['by'], does: Act['does'] = 'sign', of = terms) => {
  const said: Act = {
    does,
    digest: digestOfTerms(id, of),
    note: 'Talks failed',
    language: 'en',
    by,
    at: Date.UTC(2020, 1, 1),
  };
  return made(createRecord(agreementAct, { scope, id: uuid(n) }, { agreement: id, act: said as unknown as Json }));
};

interface Opening {
  readonly drafts?: readonly OperationDraft[];
  readonly language?: Language;
  readonly identity?: DeviceIdentity;
  /** What the hub told last of the network. */
  readonly glance?: NetworkGlance | Error | null;
}

async function open(
  path: string,
  { drafts = [], language = 'en', identity = sampleIdentity, glance = null }: Opening = {},
) {
  const engine = createFakeLiveEngine();
  engine.networkGlance = async () => {
    if (glance instanceof Error) throw glance;
    return glance;
  };
  engine.receive('somebody', drafts);
  const desktop = createFakeDesktop();
  const app = await renderApp(path, {
    language,
    features: [governanceFeature],
    namespaces: ['governance'],
    shellData: engineShellData,
    wrap: (children) => (
      <EngineProvider engine={engine} identity={identity} desktop={desktop}>
        <VocabularyOfCentre />
        {children}
      </EngineProvider>
    ),
  });
  return { ...app, engine, desktop };
}

const problems = async () => {
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
};
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

test('an agreement is proposed with what may flow, up to which mark; without a second centre it is not', async () => {
  const { engine } = await open('/governance');
  fireEvent.click(await screen.findByRole('button', { name: 'Propose an agreement' }));
  await screen.findByRole('textbox', { name: 'What it is called' });
  type('What it is called', ' Doctrine for both banks ');
  type('What it is for', 'Joint practice');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Courses' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Reviews' }));
  fireEvent.change(screen.getByRole('combobox', { name: 'Highest mark that may flow' }), {
    target: { value: 'TLP:AMBER' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText(/needs two different centres/)).toBeTruthy();
  expect(engine.saved).toEqual([]);
  expect(await problems()).toEqual([]);
  type('Centres', 'Sorrel Coast Centre\nTolmara Hills\nTolmara Hills');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByRole('heading', { level: 1, name: 'Doctrine for both banks' })).toBeTruthy();
  const [entry] = await engine.list({ type: 'agreement' });
  expect(readTerms(entry?.values['terms'])).toMatchObject({
    title: 'Doctrine for both banks',
    parties: ['Sorrel Coast Centre', 'Tolmara Hills'],
    kinds: ['playbook', 'exercise', 'review'],
    ceiling: 'TLP:AMBER',
    signatures: 1,
    by: coast,
  });
  // Whoever proposed it does not sign, and may end it.
  expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull();
  expect(await screen.findByRole('button', { name: 'End the agreement' })).toBeTruthy();
});

test.each([
  ['playbook', false, null],
  ['session', false, 'Without asking for their consent'],
  ['person', true, 'Only with the consent of each person'],
] as const)(
  '[CO3] who reads the terms reads what they say of data about people: %s, asked %s',
  async (kind, consent, said) => {
    const drafts = proposed({ kinds: [kind], ...(consent ? { consent } : {}) });
    await open(`/governance/agreements/${id}`, { drafts });
    expect(await screen.findAllByText('0 of 1 signed')).toHaveLength(2);
    const heading = screen.queryByRole('heading', { name: 'Data about people' });
    expect(heading?.closest('section')?.textContent ?? null).toBe(said && `Data about people${said}`);
  },
);

test('a person of a party signs exactly these terms; with both signatures it is in force, and signing is over', async () => {
  const { engine } = await open(`/governance/agreements/${id}`, { drafts: [...proposed(), ...act(80, hills)] });
  expect(await screen.findByText('0 of 1 signed')).toBeTruthy();
  expect(screen.getByText('Proposed')).toBeTruthy();
  expect(await problems()).toEqual([]);
  fireEvent.click(await screen.findByRole('button', { name: 'Sign' }));
  expect(await screen.findByText('In force')).toBeTruthy();
  expect(screen.queryByText('0 of 1 signed')).toBeNull();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull());
  const acts = (await engine.list({ type: 'agreement-act' })).map(({ values }) => readAct(values['act']));
  expect(acts.find((one) => one?.by.person === coast.person)).toMatchObject({
    does: 'sign',
    digest: digestOfTerms(id, terms),
  });
});

test('[OD2] where it was proposed on this laptop nobody else signs on it: the screen says for whom it spoke and where one can', async () => {
  const here = { ...terms, device: sampleIdentity.device } as Terms;
  await open(`/governance/agreements/${id}`, { drafts: proposed(here), language: 'fr' });
  expect(await screen.findByText('Cet ordinateur s’est déjà prononcé pour Anneke Duarte')).toBeTruthy();
  expect(screen.getByText(/Prononcez-vous sur un autre ordinateur/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Signer' })).toBeNull();
  // To end it takes one person, on any laptop.
  expect(screen.getByRole('button', { name: 'Résilier l’accord' })).toBeTruthy();
  expect(await problems()).toEqual([]);
});

test('who is of no party, or may not answer for a centre, neither signs nor ends', async () => {
  const identity: DeviceIdentity = {
    ...sampleIdentity,
    grants: sampleIdentity.grants.map((grant) => ({ ...grant, roles: ['investigator'] })),
  };
  await open(`/governance/agreements/${id}`, { drafts: proposed(), identity });
  expect(await screen.findByText(/It holds once every party has signed/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Sign|End/ })).toBeNull();
});

test('ending asks first, says that it cannot be taken back, and names who did it and why', async () => {
  await open(`/governance/agreements/${id}`, { drafts: [...proposed(), ...act(80, hills), ...act(81, coast)] });
  fireEvent.click(await screen.findByRole('button', { name: 'End the agreement' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/cannot be taken back/)).toBeTruthy();
  fireEvent.click(within(dialog).getByText('Keep it'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText('In force')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'End the agreement' }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Why' }), { target: { value: 'Talks failed' } });
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'End the agreement' }));
  expect(await screen.findByText('Ended early')).toBeTruthy();
  expect(screen.getByText(/Ended by Amina Dessalou/)).toBeTruthy();
  expect(screen.getByText('Talks failed')).toBeTruthy();
});

test('[PO7] whoever is a day ahead of UTC may end an agreement as long as the hub keeps it', async () => {
  vi.stubEnv('TZ', 'Pacific/Auckland');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 2, 1, 20) });
  try {
    const last = { ...terms, until: '2026-03-01' };
    const drafts = [...proposed(last), ...act(80, hills, 'sign', last), ...act(81, coast, 'sign', last)];
    await open(`/governance/agreements/${id}`, { drafts });
    expect(await screen.findByRole('button', { name: 'End the agreement' })).toBeTruthy();
    expect(screen.getByText('In force')).toBeTruthy();
    cleanup();
    await open('/governance', { drafts });
    expect(await screen.findByRole('option', { name: /In force/ })).toBeTruthy();
  } finally {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  }
});

test('the board shows a signed agreement by its last day, and none that nobody signed or somebody ended', async () => {
  const soon = { ...terms, until: '2030-02-10' };
  const now = Date.UTC(2030, 0, 31, 12);
  const find = async (drafts: readonly OperationDraft[], at = now) => {
    const engine = createFakeLiveEngine();
    engine.receive('somebody', drafts);
    return findEndingAgreements((query) => engine.list(query), { language: 'en', now: at });
  };
  const signed = [...proposed({ until: soon.until }), ...act(80, hills, 'sign', soon), ...act(81, coast, 'sign', soon)];
  expect((await find(signed)).coming).toMatchObject([{ id, reference: 'AG-26-04', days: 10 }]);
  expect((await find(signed, Date.UTC(2030, 1, 12))).late).toMatchObject([{ id, days: -2 }]);
  expect(await find(proposed({ until: soon.until }))).toEqual({ late: [], coming: [] });
  expect(await find([...signed, ...act(82, hills, 'end', soon)])).toEqual({ late: [], coming: [] });
});

test('scopes say whose they are, who holds which role in them, and how much lies there', async () => {
  const other = uuid(77);
  const identity: DeviceIdentity = {
    ...sampleIdentity,
    profiles: [...sampleIdentity.profiles, hills],
    scopes: [...sampleIdentity.scopes, { id: other, name: 'Coast papers', centre: 'Sorrel Coast Centre' }],
    grants: [...sampleIdentity.grants, { person: hills.person, scope: other, roles: ['director'] }],
  };
  await open('/governance/scopes', { drafts: proposed(), identity });
  const network = await screen.findByRole('region', { name: 'Varenia · Transport' });
  expect(await within(network).findByText('1 record here')).toBeTruthy();
  expect(within(network).getByText('Whole network')).toBeTruthy();
  expect(within(network).getByText('Investigator')).toBeTruthy();
  const papers = screen.getByRole('region', { name: 'Coast papers' });
  expect(within(papers).getByText('Mireille Sauvage')).toBeTruthy();
  expect(within(papers).getByText('Director')).toBeTruthy();
  expect(within(papers).queryByText('Amina Dessalou')).toBeNull();
  expect(await problems()).toEqual([]);
});

test('[SY19] whoever looks after a scope sees everybody who holds a role in it, as of when the hub told it', async () => {
  const grants = [{ person: coast.person, scope, roles: ['coordinator' as const] }];
  const glance: NetworkGlance = { at: Date.UTC(2030, 0, 2), centres: [], membersMore: true };
  const since = Date.UTC(2029, 4, 3);
  const story = (role: string, at: number | null, until: number | null = null) => ({ role, since: at, until });
  glance.members = [
    { scope, person: hills, laptops: ['Field 3', 'Desk'], roles: [story('trainer', since), story('reviewer', null)] },
    { scope, person: coast, laptops: [], roles: [story('coordinator', since), story('of-a-newer-hub', since)] },
    { scope, person: capital, laptops: [], roles: [story('guest', since, Date.UTC(2020, 0, 1))] },
    { scope: uuid(77), person: capital, laptops: [], roles: [story('trainer', since)] },
  ];
  await open('/governance/scopes', { identity: { ...sampleIdentity, grants }, glance });
  const shown = await screen.findByRole('region', { name: 'Varenia · Transport' });
  expect(within(shown).getByText(/^as the hub told it .*2030/)).toBeTruthy();
  expect(within(shown).getByText('Laptops: Field 3 and Desk')).toBeTruthy();
  expect(within(shown).getByText('Trainer: since 3 May 2029')).toBeTruthy();
  expect(within(shown).getByText('Reviewer: since when was not noted')).toBeTruthy();
  expect(within(shown).getByText('since 3 May 2029')).toBeTruthy();
  expect(within(shown).getByText('no laptop')).toBeTruthy();
  expect(within(shown).getByText(/^More people hold roles here/)).toBeTruthy();
  // Ended before now, and of another scope.
  expect(within(shown).queryByText('Anneke Duarte')).toBeNull();
  expect(screen.queryByText(/Where you do not look after a scope/)).toBeNull();
  expect(await problems()).toEqual([]);
});

test('[SY19] until the hub told it, and for whoever looks after nothing, the people of this laptop are shown and that is said', async () => {
  const grants = [{ person: coast.person, scope, roles: ['steward' as const] }];
  await open('/governance/scopes', { identity: { ...sampleIdentity, grants } });
  expect(await screen.findByText('Who else holds a role here comes with the next exchange with the hub.')).toBeTruthy();
  cleanup();
  const few = [{ person: coast.person, scope, roles: ['trainer' as const] }];
  await open('/governance/scopes', { identity: { ...sampleIdentity, grants: few } });
  expect(await screen.findByText(/Where you do not look after a scope, only the people of this laptop/)).toBeTruthy();
  expect(screen.queryByText(/comes with the next exchange/)).toBeNull();
});

test('[AR3] a role that ended is held no more, and one of which nothing is known has no label without a fact', async () => {
  const own = (role: 'trainer' | 'guest' | 'reviewer', until?: number) => ({
    person: coast.person,
    scope,
    roles: [role],
    until,
  });
  const grants = [own('trainer'), own('reviewer', Date.UTC(2020, 0, 1)), own('guest', Date.UTC(2099, 0, 2))];
  await open('/governance/scopes', { identity: { ...sampleIdentity, grants } });
  const shown = within(await screen.findByRole('region', { name: 'Varenia · Transport' }));
  expect(await shown.findByText('Trainer')).toBeTruthy();
  expect(shown.getByText(/^Guest: until 1 Jan 2099$/)).toBeTruthy();
  expect(shown.queryByText(/^Trainer:/)).toBeNull();
  expect(shown.queryByText('Reviewer')).toBeNull();
});

test('[SY19] where what the hub told cannot be read, the people of this laptop are shown all the same', async () => {
  await open('/governance/scopes', { glance: new Error('The database was closed') });
  expect(await screen.findByRole('region', { name: 'Varenia · Transport' })).toBeTruthy();
});

test('[SH6] the list of agreements leaves without a name of anybody, after it was said what leaves', async () => {
  const { desktop } = await open('/governance', { drafts: proposed() });
  const { said, name, lines } = await savedList(desktop);
  expect(said).toContain('One row.');
  expect(name).toBe('Agreements.csv');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toBe(
    'AG-26-04,Doctrine for both banks,Sorrel Coast Centre and Tolmara Hills,Playbooks,TLP:AMBER,Without asking for their consent,Joint practice at the bridge,2020-01-01,2099-12-31,Proposed',
  );
});

test('[SH6] [SY19] the members of scopes leave as far as whoever works here sees them, a row for each role', async () => {
  vi.stubEnv('TZ', 'Pacific/Auckland');
  const grants = [{ person: coast.person, scope, roles: ['coordinator' as const] }];
  const glance: NetworkGlance = { at: Date.UTC(2030, 0, 2), centres: [] };
  // A role ends with a day of UTC ([PO7]): the laptop in Auckland names the day that the hub keeps.
  const [since, until] = [Date.UTC(2029, 4, 3, 2), Date.UTC(2099, 4, 4)];
  glance.membersMore = true;
  glance.members = [
    {
      ...{ scope, person: hills, laptops: ['Field 3', 'Desk'] },
      roles: [
        { role: 'trainer', since, until },
        { role: 'reviewer', since: null, until: null },
      ],
    },
    { scope: uuid(77), person: capital, laptops: [], roles: [{ role: 'trainer', since, until: null }] },
  ];
  const { desktop } = await open('/governance/scopes', { identity: { ...sampleIdentity, grants }, glance });
  const { said, lines } = await savedList(desktop);
  expect(said).toContain('2 rows.');
  expect(said).toContain('Names one person');
  expect(said).toContain('as the hub told it');
  expect(said).toContain('More people hold roles here than the hub tells at once.');
  expect(lines.slice(1)).toEqual([
    'Varenia · Transport,Mireille Sauvage,Tolmara Hills,Trainer,2029-05-03,2099-05-03,Field 3 and Desk',
    'Varenia · Transport,Mireille Sauvage,Tolmara Hills,Reviewer,,,Field 3 and Desk',
  ]);
});

test('the list opens in Arabic, and an empty one says what an agreement is for', async () => {
  await open('/governance', { drafts: proposed(), language: 'ar' });
  expect(await screen.findByRole('listbox', { name: 'الاتفاقات' })).toBeTruthy();
});

test('[VO2] [VO3] who answers for a centre chooses its words; the app speaks in them at once, and they can be taken back', async () => {
  const own = { ...sampleIdentity, scopes: [{ id: scope, name: 'Coast', centre: coast.centre }] };
  const { engine } = await open('/governance/scopes', { identity: own });
  const field = await screen.findByRole('combobox', { name: 'Words that Sorrel Coast Centre uses' });
  expect(screen.getByText(/They read now: Event list · .*Area for improvement/)).toBeTruthy();
  expect(await problems()).toEqual([]);
  fireEvent.change(field, { target: { value: 'uk' } });
  expect(await screen.findByText(/They read now: Main events list \(MEL\) · .*Lesson identified/)).toBeTruthy();
  fireEvent.change(field, { target: { value: '' } });
  expect(await screen.findByText(/They read now: Event list/)).toBeTruthy();
  fireEvent.change(field, { target: { value: 'nato' } });
  expect(await screen.findByText(/They read now: .*Exercise control \(EXCON\)/)).toBeTruthy();
  const choices = await engine.list({ type: 'vocabulary-choice' });
  expect(choices.map(({ values }) => values['vocabulary'])).toEqual(['nato']);
});

test('[VO2] whoever does not answer for a centre reads which words it uses and cannot change them', async () => {
  const grants = [{ person: coast.person, scope, roles: ['trainer' as const] }];
  await open('/governance/scopes', { identity: { ...sampleIdentity, grants } });
  const field = await screen.findByRole('combobox', {
    name: 'Words of the whole network, for centres that chose none',
  });
  expect((field as HTMLSelectElement).disabled).toBe(true);
});
