import '../../test/support/dom.tsx';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { run } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import type { CoordinatedDevice, HeldList, Me, Overview, People } from '../../shared/coordinator/contract.ts';
import type { Links } from '../../shared/coordinator/links-contract.ts';
import type { Members } from '../../shared/coordinator/members-contract.ts';
import type { MyPasskeys } from '../../shared/coordinator/passkey-contract.ts';
import type { Language } from '../../shared/domain/language.ts';
import { fileAsText, openEnrolmentRequest } from '../../shared/protocol/enrolment-request.ts';
import { exchangedByHand } from '../../test/support/by-hand.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { HubPage } from './hub-page.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const now = 1_800_000_000_000;
const day = 86_400_000;
const doctrine = { id: uuid(1), name: 'Network doctrine' };
const me: Me = {
  person: { person: uuid(11), name: 'Anneke Duarte', centre: 'Varenia hub' },
  networkName: 'Varenia network',
  sample: true,
  recoveryCodesLeft: 10,
  scopes: [doctrine],
  mayGive: ['trainer', 'guest'],
};
const device = (n: number, name: string, changes: Partial<CoordinatedDevice> = {}): CoordinatedDevice => ({
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
const overview: Overview = {
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
const held: HeldList = {
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
const people: People = {
  people: [
    { person: { person: uuid(12), name: 'Ines Calder', centre: 'Sorrel Coast' }, grants: [], mayEnrol: true },
    { person: { person: uuid(13), name: 'Wen Jiahui', centre: 'Varenia hub' }, grants: [], mayEnrol: false },
  ],
  centres: ['Sorrel Coast', 'Varenia hub'],
};

let answers: Record<string, { status: number; body: unknown }>;
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
  vi.stubGlobal('fetch', async (address: string, options: { method: string; body?: string }) => {
    const path = address.replace('/coordinator/api', '');
    if (options.method === 'POST') asked.push({ path, body: JSON.parse(options.body ?? '') });
    const { status, body } = answers[path] ?? { status: 404, body: { kind: 'not-found' } };
    return new Response(JSON.stringify(body), { status });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  location.hash = '';
});

async function open(place: string, language: Language = 'en') {
  location.hash = `#/${place}`;
  const i18n = await createI18n(language, ['coordinator']);
  return render(<HubPage i18n={i18n} timeZone="UTC" />);
}

describe('network health', () => {
  test('devices stand beneath their centre, and one that is silent says why and what to do', async () => {
    await open('health');
    const row = await screen.findByRole('row', { name: /SC-02/ });
    expect(within(row).getByText('41 operations behind')).toBeTruthy();
    expect(within(row).getByText('207')).toBeTruthy();
    expect(screen.getByText('1 needs you')).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: /Sorrel Coast/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'SC-02' }));
    const pane = screen.getByRole('complementary', { name: 'SC-02' });
    expect(within(pane).getByText('It has been silent since 4 Jan 2027.')).toBeTruthy();
    expect(within(pane).getByText(/207 changes existed on this device alone/)).toBeTruthy();
    expect(within(pane).getByText(/^Call the centre/).tagName).toBe('LI');
  });

  test('[SC5] a device says which scopes it lost, and whether it has confirmed that it removed them', async () => {
    const exercises = { id: uuid(2), name: 'تمارين' };
    say('/me', { ...me, scopes: [doctrine, exercises] });
    const removed = { at: now - 2 * day, confirmedAt: now - day };
    const waiting = { lastContact: now - 3 * day, scopes: [], lost: [{ scope: exercises.id, removed: null }] };
    say('/overview', {
      now,
      letGo: null,
      devices: [
        device(21, 'SC-01'),
        device(22, 'SC-02', { ...waiting, lost: [...waiting.lost, { scope: doctrine.id, removed }] }),
        device(23, 'SC-03', { ...waiting, revokedAt: now - day }),
      ],
    });
    const { container } = await open('health');
    const paneOf = async (name: string) => {
      fireEvent.click(await screen.findByRole('button', { name }));
      return within(screen.getByRole('complementary', { name }));
    };
    const two = await paneOf('SC-02');
    const list = within(two.getByRole('region', { name: 'Scopes that it lost' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'تمارينNot yet confirmed: the device was last heard 3 days ago.',
      'Network doctrineRemoved on 13 Jan 2027, confirmed by the device.',
    ]);
    expect(list.getByText('تمارين').tagName).toBe('BDI');
    // A key that is withdrawn now would leave what is there: that is not what it advises.
    expect(two.getByText(/^It has not yet confirmed that it removed/)).toBeTruthy();
    expect(two.getByText(/^Ask its people to open Waypost/).tagName).toBe('LI');
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    fireEvent.click(two.getByRole('button', { name: 'Withdraw its key' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/^It has not confirmed .* what it holds stays on it\.$/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const three = await paneOf('SC-03');
    expect(three.getByText(/^Not confirmed: its key is withdrawn/)).toBeTruthy();
    const one = await paneOf('SC-01');
    expect(one.queryByText('Scopes that it lost')).toBeNull();
  });

  test('[DV4] a retired device is not urgent, says since when, and that it is welcome', async () => {
    const silent = { lastContact: now - 200 * day, retiredSince: now - 20 * day };
    say('/overview', { now, letGo: null, devices: [device(21, 'SC-01'), device(22, 'SC-02', silent)] });
    await open('health');
    const row = await screen.findByRole('row', { name: /SC-02/ });
    expect(within(row).getByText('retired')).toBeTruthy();
    expect(screen.queryByText(/needs you/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'SC-02' }));
    const pane = screen.getByRole('complementary', { name: 'SC-02' });
    expect(within(pane).getByText(/since 26 Dec 2026 it is retired.*still welcome/)).toBeTruthy();
  });

  test('[LE1] [DC5] a device says by when it wants a word from the hub, and what is over', async () => {
    const over = { leaseEndsAt: now - 2 * day, certificateEndsAt: now + 3 * day };
    const none = { revokedAt: now - day, leaseEndsAt: null, certificateEndsAt: null };
    say('/overview', {
      now,
      letGo: null,
      devices: [device(21, 'SC-01'), device(22, 'SC-02', over), device(23, 'SC-03', none)],
    });
    await open('health');
    const paneOf = async (name: string) => {
      fireEvent.click(await screen.findByRole('button', { name }));
      return within(screen.getByRole('complementary', { name }));
    };
    const one = await paneOf('SC-01');
    expect(one.getByText('It shows what it holds until 16 Mar 2027. After that it has to sync first.')).toBeTruthy();
    expect(one.getByText('Other laptops take its word until 25 Apr 2027.')).toBeTruthy();
    const two = await paneOf('SC-02');
    expect(two.getByText(/^It shows nothing of what it holds since 13 Jan 2027/)).toBeTruthy();
    expect(two.getByText('Other laptops take its word until 18 Jan 2027.')).toBeTruthy();
    const three = await paneOf('SC-03');
    expect(three.queryByText('Without a word from the hub')).toBeNull();
  });

  test('[CP4] it says how much is no longer kept, and that nothing else is gone', async () => {
    say('/overview', { ...overview, letGo: { values: 1_234, bytes: 2_500_000, at: now - day } });
    await open('health');
    const note = await screen.findByText(/^1,234 earlier editions are no longer kept/);
    expect(note.textContent).toMatch(/2\.5 MB less; last on 14 Jan 2027\. Who wrote them/);
  });

  test('a chip leaves only what is behind', async () => {
    await open('health');
    fireEvent.click(await screen.findByRole('button', { name: 'Behind 1' }));
    expect(screen.queryByRole('row', { name: /SC-01/ })).toBeNull();
  });

  test('a hub that stopped answering is told, and what was there stays', async () => {
    say('/overview', { kind: 'hub-failed' }, 500);
    await open('health');
    expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong at the hub');
  });
});

describe('held changes', () => {
  test('show what they contain in its own direction, and are decided with a reason', async () => {
    await open('held');
    const card = await screen.findByRole('group', { name: /إخلاء المحطة/ });
    expect(within(card).getByRole('heading', { level: 2 }).textContent).toContain('إخلاء المحطة');
    expect(within(card).getByRole('term').textContent).toBe('title (العربية)');
    expect(within(card).getByText('إخلاء المحطة', { selector: 'dd' }).getAttribute('dir')).toBe('auto');
    expect(within(card).getByText('It came from a device whose key was withdrawn.')).toBeTruthy();
    say('/held/decide', { decidedAt: now });
    fireEvent.click(within(card).getByRole('button', { name: 'Return to author' }));
    const dialog = await screen.findByRole('dialog');
    const reason = within(dialog).getByRole('textbox');
    fireEvent.change(reason, { target: { value: ' Ask first ' } });
    // The author's laptop lays it out and reads it aloud by this.
    fireEvent.change(within(dialog).getByLabelText('Language of the reason'), { target: { value: 'fr' } });
    expect(reason.getAttribute('lang')).toBe('fr');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Return to author' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked).toEqual([
      {
        path: '/held/decide',
        body: { operations: ['a'.repeat(32)], verdict: 'returned', note: 'Ask first', language: 'fr' },
      },
    ]);
  });

  test('the note on a translation says in words which text it is about, how far it is and from which original', async () => {
    const [change] = held.changes;
    const note = (id: string, source: string | null) => ({
      ...{ id: id.repeat(32), kind: 'set', field: 'translation:title.ar' },
      value: { state: 'reviewed', text: '5de55f7a90e9bbe6', ...(source === null ? {} : { source }) },
      note: { of: 'title.ar', state: 'reviewed' as const, source },
    });
    say('/held', { ...held, changes: [{ ...change, operations: [note('b', '9886a826d75558bf'), note('c', null)] }] });
    await open('held');
    const card = await screen.findByRole('group', { name: 'Playbook' });
    const terms = within(card).getAllByRole('term');
    expect(terms.map(({ textContent }) => textContent)).toEqual(
      Array(2).fill('title, state of its translation (العربية)'),
    );
    expect(within(card).getByText('Reviewed, from the original with the mark 9886a826')).toBeTruthy();
    expect(within(card).getByText('Reviewed; nobody noted from which original')).toBeTruthy();
    expect(card.textContent).not.toContain('{');
  });

  test('one that a colleague decided meanwhile says so, and the dialog stays', async () => {
    await open('held');
    say('/held/decide', { kind: 'held-changed', retry: 'never' }, 409);
    fireEvent.click(await screen.findByRole('button', { name: 'Accept' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Accept' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Somebody else has decided this');
  });
});

describe('enrolment', () => {
  test('takes known people and a new one with roles, and shows the code once', async () => {
    await open('enrol');
    expect((await screen.findByLabelText(/Wen Jiahui/)).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByLabelText('Ines Calder'));
    const roles = screen.getByRole('group', { name: 'Roles in Network doctrine' });
    fireEvent.click(within(roles).getByLabelText('Trainer'));
    say('/codes/create', { code: 'AAAA-BBBB-CCCC-DDDD-EEEE', endsAt: now, persons: [people.people[0]?.person] });
    fireEvent.click(screen.getByRole('button', { name: 'Make the code' }));
    expect((await screen.findByText('AAAA-BBBB-CCCC-DDDD-EEEE')).getAttribute('dir')).toBe('ltr');
    expect(asked[0]?.body).toEqual({
      persons: [uuid(12)],
      newPersons: [],
      grants: [{ scope: doctrine.id, roles: ['trainer'] }],
    });
    fireEvent.click(screen.getByRole('button', { name: 'Make another' }));
    expect(screen.queryByText('AAAA-BBBB-CCCC-DDDD-EEEE')).toBeNull();
  });
});

describe('people and roles', () => {
  const [ines, wen, leila] = [
    { person: uuid(12), name: 'Ines Calder', centre: 'Sorrel Coast' },
    { person: uuid(13), name: 'Wen Jiahui', centre: 'Varenia hub' },
    { person: uuid(14), name: 'ليلى حداد', centre: 'Perrin Lakes' },
  ];
  const given = { until: null, mayTake: true };
  const members: Members = {
    scopes: [
      {
        ...doctrine,
        members: [
          { person: wen, role: 'steward', since: now - 9 * day, by: [], ...given, mayTake: false },
          { person: ines, role: 'director', since: now - day, by: ['Anneke Duarte', 'Wen Jiahui'], ...given },
          { person: ines, role: 'trainer', since: null, by: [], ...given },
          { person: leila, role: 'guest', since: null, by: [], until: now + 3 * day, mayTake: false },
        ],
      },
    ],
    people: [ines, wen],
    proposals: [
      {
        ...{
          id: uuid(61),
          person: leila,
          scope: doctrine.id,
          roles: ['reviewer', 'approver'],
          proposedBy: 'Wen Jiahui',
        },
        ...{ proposedAt: now - day, endsAt: now + 13 * day, needed: 2, couldSign: 1, maySign: true },
        signed: [{ name: 'Anneke Duarte', at: now }],
        devices: [
          { name: 'Field 3', enrolledAt: now - 90 * day, shared: false },
          { name: 'Kiosk', enrolledAt: now, shared: true },
        ],
      },
      {
        ...{ id: uuid(62), person: wen, scope: doctrine.id, roles: ['auditor'], proposedBy: 'Anneke Duarte' },
        ...{ proposedAt: now - day, endsAt: now + 13 * day, needed: 2, couldSign: 0, maySign: false, signed: [] },
        devices: [],
      },
    ],
    needed: 2,
  };

  test('[GV4] [GV7] say who holds what, since when, until when, by whom it was given, and what nobody noted', async () => {
    say('/members', members);
    const { container } = await open('members');
    const scope = within(await screen.findByRole('region', { name: 'Network doctrine' }));
    expect(scope.getByText(/since 14 Jan 2027, given by Anneke Duarte and Wen Jiahui$/)).toBeTruthy();
    expect(scope.getByText(/since 6 Jan 2027, given on the hub’s machine$/)).toBeTruthy();
    expect(scope.getByText(/given before this was noted$/)).toBeTruthy();
    expect(scope.getByText(/may read until 18 Jan 2027$/)).toBeTruthy();
    // The last who looks after it, and what ends by itself, are not taken away here.
    expect(scope.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Take away from Ines Calder: Director',
      'Take away from Ines Calder: Trainer',
    ]);
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  });

  test('[GV2] [GV3] what is proposed is signed or withdrawn; where too few can sign, it says who can give it', async () => {
    say('/members', members);
    await open('members');
    const waiting = within(await screen.findByRole('region', { name: 'Waiting for signatures' }));
    expect(waiting.getByText(/1 of 2 signed/).textContent).toContain('(Anneke Duarte)');
    expect(waiting.getAllByText(/too few look after this scope/)).toHaveLength(1);
    expect(
      waiting.getByText(
        'The roles will count on: Field 3 (enrolled on 17 Oct 2026) and Kiosk (enrolled on 15 Jan 2027, used by others too).',
      ),
    ).toBeTruthy();
    expect(waiting.getByText('The person has no device yet.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Sign the roles of Wen Jiahui' })).toBeNull();
    say('/members/sign', {});
    fireEvent.click(waiting.getByRole('button', { name: /^Sign the roles of .*ليلى حداد/ }));
    await vi.waitFor(() => expect(asked).toEqual([{ path: '/members/sign', body: { id: uuid(61) } }]));
    say('/members/withdraw', { kind: 'proposal-over', retry: 'never' }, 409);
    await vi.waitFor(() =>
      expect(
        waiting.getByRole('button', { name: 'Withdraw the proposal for Wen Jiahui' }).hasAttribute('disabled'),
      ).toBe(false),
    );
    fireEvent.click(waiting.getByRole('button', { name: 'Withdraw the proposal for Wen Jiahui' }));
    expect((await waiting.findByRole('alert')).textContent).toContain('This proposal is over');
  });

  test('[GV2] [GV5] roles are proposed for somebody, and one is taken away after a question', async () => {
    say('/members', members);
    await open('members');
    const form = within(await screen.findByRole('region', { name: 'Propose roles' }));
    fireEvent.change(form.getByLabelText('Person'), { target: { value: uuid(13) } });
    fireEvent.click(form.getByLabelText('Director'));
    say('/members/propose', {});
    fireEvent.click(form.getByRole('button', { name: 'Propose' }));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.body).toEqual({ person: uuid(13), scope: doctrine.id, roles: ['director'] });
    fireEvent.click(screen.getByRole('button', { name: 'Take away from Ines Calder: Trainer' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/It ends in Network doctrine at once/)).toBeTruthy();
    say('/members/take', {});
    fireEvent.click(dialog.getByRole('button', { name: 'Take away' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.at(-1)).toEqual({
      path: '/members/take',
      body: { person: uuid(12), scope: doctrine.id, role: 'trainer' },
    });
  });
});

describe('the audit log', () => {
  const log = {
    entries: [
      { class: 'order', count: 40 },
      { class: 'sign-in', count: 2 },
    ],
    newest: { size: 42, at: now, root: 'ab'.repeat(32) },
    laptops: 3,
    witnesses: [
      { size: 42, at: now },
      { size: 40, at: now - day },
    ],
  };

  test('says what it holds, how many laptops cosigned its newest state, and how to check it elsewhere', async () => {
    say('/log', log);
    const { container } = await open('log');
    const fact = await screen.findByText('Laptops that cosigned');
    expect(fact.nextElementSibling?.textContent).toBe('2 of 3');
    expect(screen.getByText('Entries that a laptop has cosigned').nextElementSibling?.textContent).toBe('42');
    expect(screen.getByText('Changes given their place').nextElementSibling?.textContent).toBe('40');
    const save = screen.getByRole('link', { name: 'Save the log' });
    expect(save.getAttribute('href')).toBe('/coordinator/api/log/file');
    expect(screen.getByText('waypost audit verify waypost-log.jsonl FILE').closest('li')?.textContent).toMatch(
      /^Check all/,
    );
    expect((await run(container)).violations).toEqual([]);
  });

  test('that no laptop watches it is said, in the reader’s direction', async () => {
    say('/log', { ...log, witnesses: [] });
    await open('log', 'ar');
    expect(await screen.findByText(/لم يوقّع أي حاسوب بعد/)).toBeTruthy();
    expect(screen.queryByText('آخر توقيع لحاسوب')).toBeNull();
  });
});

describe('another passphrase', () => {
  const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

  test('is asked for with the one before and the authenticator, goes as it was typed, and says what came of it', async () => {
    const { container } = await open('health');
    fireEvent.click(await screen.findByRole('button', { name: 'Your account' }));
    await screen.findByRole('heading', { name: 'Your account' });
    type('Passphrase until now *', ' ferry lantern orbit clay ');
    type('Code *', ' 123456 ');
    type('New passphrase *', 'walnut  ferry cobalt meadow');
    say('/passphrase', { kind: 'passphrase-weak', fault: 'too-plain' }, 422);
    const send = () => {
      const form = container.querySelector('form') as HTMLFormElement;
      fireEvent.submit(form);
    };
    send();
    await screen.findByRole('alert');
    expect((screen.getByLabelText('New passphrase *') as HTMLInputElement).value).toBe('walnut  ferry cobalt meadow');
    say('/passphrase', {});
    send();
    await screen.findByText('Your passphrase is changed. Your other sessions have ended.');
    expect(asked.at(-1)).toEqual({
      path: '/passphrase',
      body: { passphrase: ' ferry lantern orbit clay ', code: '123456', next: 'walnut  ferry cobalt meadow' },
    });
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  });
});

describe('passkeys', () => {
  const mine: MyPasskeys = {
    passkeys: [
      { id: 'a', name: 'المفتاح الأزرق', addedAt: now - 9 * day, usedAt: now - day, isSynced: false },
      { id: 'b', name: 'Telephone', addedAt: now - day, usedAt: null, isSynced: true },
    ],
    areNeeded: false,
    mayChange: true,
  };
  const here = { passkeys: { origin: location.origin }, provider: null };

  test('[WI7] stand with their names, when they were used and whether they travel; one that is the last way in stays', async () => {
    say('/passkeys', mine);
    say('/ways-in', here);
    const { container } = await open('account');
    const section = within(await screen.findByRole('region', { name: 'Passkeys' }));
    expect(section.getByText('المفتاح الأزرق').tagName).toBe('BDI');
    expect(section.getByText(/^added 6 Jan 2027 · last used .* · stays on its device$/)).toBeTruthy();
    expect(section.getByText(/not used yet · carried to your other devices/)).toBeTruthy();
    say('/passkeys/remove', { kind: 'last-way-in', retry: 'never' }, 409);
    fireEvent.click(section.getByRole('button', { name: 'Remove the passkey Telephone' }));
    expect((await section.findByRole('alert')).textContent).toMatch(/Without it you could not sign in any more/);
    expect(asked.at(-1)).toEqual({ path: '/passkeys/remove', body: { id: 'b' } });
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  });

  test('[WI6] long after signing in they are shown and not changed', async () => {
    say('/passkeys', { ...mine, mayChange: false });
    say('/ways-in', here);
    await open('account');
    await screen.findByText(/sign in once more/);
    expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Sign in again' })).toBeTruthy();
  });

  test('[WI2] a hub without a name says that passkeys need one; at another address the way to the right one is shown', async () => {
    say('/passkeys', { ...mine, passkeys: [] });
    say('/ways-in', { passkeys: null, provider: null });
    const first = await open('account');
    await screen.findByText(/reached by an address of numbers, and passkeys need a name/);
    first.unmount();
    say('/me', { kind: 'signed-out', retry: 'never' }, 401);
    say('/ways-in', { passkeys: { origin: 'https://hub.example' }, provider: null });
    await open('account');
    const link = await screen.findByRole('link', { name: 'https://hub.example' });
    expect(link.getAttribute('href')).toBe('https://hub.example/coordinator#/account');
    expect(screen.queryByRole('button', { name: 'Sign in with a passkey' })).toBeNull();
  });

  test('[WI8] where the centre asks for one, who has none adds the first and who has one shows it', async () => {
    say('/me', { kind: 'passkey-needed', retry: 'never' }, 403);
    say('/ways-in', here);
    say('/passkeys', { passkeys: [], areNeeded: true, mayChange: true });
    const { container, unmount } = await open('health');
    await screen.findByRole('heading', { name: 'Your centre asks for a passkey' });
    expect(await screen.findByRole('button', { name: 'Add a passkey' })).toBeTruthy();
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    unmount();
    say('/passkeys', { ...mine, areNeeded: true });
    await open('health');
    expect(await screen.findByText(/choose the passkey this time/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();
  });
});

describe('a device that shows letters', () => {
  test('[AK2] is seen before it is answered, and let in for the people that were chosen', async () => {
    say('/asks/find', { kind: 'ask-unknown', retry: 'now' }, 404);
    const { container } = await open('enrol');
    const section = within(await screen.findByRole('region', { name: 'A device that shows letters' }));
    const find = (letters: string) => {
      fireEvent.change(section.getByLabelText(/^Letters on its screen/), { target: { value: letters } });
      fireEvent.submit(section.getByRole('button', { name: 'Find the device' }).closest('form') as HTMLFormElement);
    };
    find('bbbb bbbb');
    expect((await section.findByRole('alert')).textContent).toMatch(/No device shows these letters now/);
    say('/asks/find', { deviceName: 'كشك المدخل', address: '10.0.0.9', askedAt: now, endsAt: now + 900_000 });
    find('bcdf-ghjk');
    expect((await section.findByRole('heading', { level: 3 })).textContent).toContain('كشك المدخل');
    expect(section.getByText(/from the address .*10\.0\.0\.9/)).toBeTruthy();
    // One form at a time asks for people and roles.
    expect(screen.queryByRole('button', { name: 'Make the code' })).toBeNull();
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    fireEvent.click(section.getByLabelText('Ines Calder'));
    say('/asks/answer', { persons: [people.people[0]?.person] });
    fireEvent.click(section.getByRole('button', { name: 'The device is ours: let it in' }));
    await section.findByText(/is let in for .*Ines Calder/);
    expect(asked.at(-1)).toEqual({
      path: '/asks/answer',
      body: { userCode: 'bcdf-ghjk', persons: [uuid(12)], newPersons: [], grants: [] },
    });
    expect(screen.getByRole('button', { name: 'Make the code' })).toBeTruthy();
  });
});

test('[WI9] where one is signed in stands there, and another session is ended by a button', async () => {
  const session = (id: string, way: string, beganAt: number) => ({
    id,
    way,
    beganAt,
    lastSeen: now,
    isThis: id === 'a',
  });
  const sessions = [session('a', 'passkey', now - 60_000), session('b', 'passphrase', now - 3_600_000)];
  say('/sessions', { sessions, mayEnd: true });
  const { container, unmount } = await open('account');
  const section = within(await screen.findByRole('region', { name: 'Sessions' }));
  expect(section.getByText('By passkey')).toBeTruthy();
  expect(section.getByText('This one')).toBeTruthy();
  expect(section.getAllByRole('button')).toHaveLength(1);
  expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  say('/sessions/end', {});
  say('/sessions', { sessions: sessions.slice(0, 1), mayEnd: true });
  fireEvent.click(section.getByRole('button', { name: /^End the session since / }));
  await vi.waitFor(() => expect(section.queryByText('By passphrase and code')).toBeNull());
  expect(asked.at(-1)).toEqual({ path: '/sessions/end', body: { id: 'b' } });
  expect(document.activeElement?.hasAttribute('data-screen-heading')).toBe(true);
  unmount();
  say('/sessions', { sessions, mayEnd: false });
  await open('account');
  expect(await screen.findByText(/To end another one, sign in once more/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^End the session/ })).toBeNull();
});

test('[WI9] where the hub does not answer, that is said and does not look like having no session', async () => {
  say('/sessions', { kind: 'not-allowed', retry: 'never' }, 403);
  await open('account');
  expect((await screen.findByRole('alert')).textContent).not.toBe('');
  expect(screen.queryByRole('region', { name: 'Sessions' })).toBeNull();
});

describe('who signs in with the provider', () => {
  const links: Links = {
    provider: { name: 'Staff' },
    people: [{ person: uuid(13), name: 'Wen Jiahui', centre: 'Varenia hub' }],
    links: [
      {
        ...{ id: uuid(41), person: { person: uuid(13), name: 'Wen Jiahui', centre: 'Varenia hub' } },
        ...{ known: 'wen@example.org', askedBy: 'Ines Calder', askedAt: now, confirmedBy: null, confirmedAt: null },
        ...{ usedAt: null, mayConfirm: true },
      },
    ],
  };

  test('[PV3] a link waits for another coordinator, who confirms it; another one is asked for by e-mail', async () => {
    say('/ways-in', { passkeys: null, provider: { origin: location.origin, name: 'Staff' } });
    say('/links', links);
    say('/links/confirm', {});
    say('/links/ask', {});
    const { container } = await open('health');
    fireEvent.click(await screen.findByRole('link', { name: 'Who signs in' }));
    await screen.findByText(/^asked by Ines Calder on 15 Jan 2027 · waits for another coordinator$/);
    expect((await run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Confirm the link of Wen Jiahui' }));
    await vi.waitFor(() => expect(asked.at(-1)).toEqual({ path: '/links/confirm', body: { id: uuid(41) } }));
    fireEvent.change(screen.getByLabelText(/^E-mail address or subject/), { target: { value: 'wen@example.org' } });
    fireEvent.submit(container.querySelector('form') as HTMLFormElement);
    const body = { person: uuid(13), email: 'wen@example.org' };
    await vi.waitFor(() => expect(asked.at(-1)).toEqual({ path: '/links/ask', body }));
  });

  test('[PV2] the sign-in says what came back from there and who can help; a hub without a provider speaks of none', async () => {
    say('/me', { kind: 'signed-out', retry: 'never' }, 401);
    say('/ways-in', { passkeys: null, provider: { origin: location.origin, name: 'Staff' } });
    const first = await open('provider/provider-unknown');
    expect((await screen.findByRole('alert')).textContent).toMatch(/Ask two coordinators of your centre to link you/);
    expect(screen.getByRole('button', { name: 'Sign in with Staff' })).toBeTruthy();
    first.unmount();
    say('/ways-in', { passkeys: null, provider: null });
    await open('health');
    await screen.findByRole('heading', { name: 'Sign in to the hub' });
    expect(screen.queryByRole('button', { name: /^Sign in with/ })).toBeNull();
  });
});

describe('what a wiped laptop left', () => {
  const taken = {
    device: 'SC-03',
    isRevoked: false,
    accepted: 0,
    held: 2,
    refused: 0,
    waiting: 0,
    known: 1,
    filesLeft: 1,
  };
  const words = ['harbor', 'lantern', 'orbit', 'clay', 'ferry', 'pilot'];
  const hand = async (container: HTMLElement, bytes: Uint8Array<ArrayBuffer>) => {
    const input = container.querySelector('input[type="file"]') as HTMLInputElement;
    const file = Object.assign(new File([bytes], 'laptop.waypost-outbox'), { arrayBuffer: async () => bytes.buffer });
    // As a browser does: it says nothing of a file that is picked while the input still names it.
    let value = 'C:\\fakepath\\laptop.waypost-outbox';
    Object.defineProperty(input, 'value', { configurable: true, get: () => value, set: (next) => (value = next) });
    fireEvent.change(input, { target: { files: [file] } });
    expect(input.value).toBe('');
  };

  test('[WP8] is taken with its words, and says what became of it; a damaged one says that nothing was', async () => {
    const { container } = await open('held');
    const region = await screen.findByRole('region', { name: 'What a wiped laptop left' });
    const section = within(region);
    say('/outbox/take', { kind: 'outbox-damaged', retry: 'never' }, 422);
    await hand(container, Uint8Array.of(1, 2));
    expect((await section.findByRole('alert')).textContent).toContain('Nothing was taken');
    say('/outbox/take', { ...taken, words });
    await hand(container, Uint8Array.of(1, 2, 3));
    expect(await section.findByText('Taken: the file of SC-03')).toBeTruthy();
    expect(section.getByText(/2 operations are held for a decision\. The hub had 1 operation before\./)).toBeTruthy();
    const caution = section.getByText(/take it once more after you have accepted them/);
    expect(section.getByText('Taken: the file of SC-03').closest('[role="alert"]')?.contains(caution)).toBe(false);
    expect(section.getByText(/is not withdrawn/)).toBeTruthy();
    expect(section.getByRole('list', { name: 'Words of the file' }).textContent).toBe(words.join(''));
    expect(asked.map(({ body }) => body)).toEqual([{ file: '0102' }, { file: '010203' }]);
    expect((await run(region, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  });

  test('[WP4] whoever withdraws a key may ask the laptop to wipe itself', async () => {
    await open('health');
    fireEvent.click(await screen.findByRole('button', { name: 'SC-02' }));
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw its key' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByLabelText('Ask it to wipe itself'));
    say('/devices/revoke', { device: uuid(22), revokedAt: now });
    fireEvent.click(dialog.getByRole('button', { name: 'Withdraw the key' }));
    await vi.waitFor(() =>
      expect(asked).toEqual([{ path: '/devices/revoke', body: { device: uuid(22), wipe: true } }]),
    );
  });

  test('[WP4] what was ticked for one laptop is ticked for no other, nor a second time', async () => {
    await open('health');
    const choose = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
    const isTicked = async (name: string) => {
      fireEvent.click(screen.getByRole('button', { name: 'Withdraw its key' }));
      const dialog = within(await screen.findByRole('dialog', { name: new RegExp(name) }));
      const box = dialog.getByLabelText<HTMLInputElement>('Ask it to wipe itself');
      const was = box.checked;
      fireEvent.click(box);
      expect(box.checked).toBe(!was);
      fireEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
      await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      return was;
    };
    await choose('SC-02');
    expect([await isTicked('SC-02'), await isTicked('SC-02')]).toEqual([false, false]);
    await choose('SC-01');
    expect(await isTicked('SC-01')).toBe(false);
  });
});

describe('a laptop without a network', () => {
  test('[OE1] [OE2] its request shows its words before anything is answered, and the answer is a file with words of its own', async () => {
    const { request, answer, words } = await exchangedByHand(now);
    await open('enrol');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Or paste the request as text' }), {
      target: { value: fileAsText(request) },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
    const shown = await screen.findByRole('list', { name: 'Words of the request' });
    const opened = openEnrolmentRequest(request);
    expect(shown.textContent).toBe(opened.ok && opened.value.words.join(''));
    expect(screen.queryByRole('button', { name: 'Make the code' })).toBeNull();
    expect(asked).toEqual([]);
    fireEvent.click(screen.getByLabelText('Ines Calder'));
    say('/requests/answer', { kind: 'request-answered', retry: 'never' }, 409);
    fireEvent.click(screen.getByRole('button', { name: /make the answer/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('answered before');
    const persons = [people.people[0]?.person];
    say('/requests/answer', { answer: toHex(answer), words, goodUntil: now, persons });
    fireEvent.click(screen.getByRole('button', { name: /make the answer/ }));
    expect((await screen.findByRole('list', { name: 'Words of the answer' })).textContent).toBe(words.join(''));
    expect(asked[1]?.body).toMatchObject({ request: toHex(request), persons: [uuid(12)] });
    expect(screen.getByRole('button', { name: 'Save the answer' })).toBeTruthy();
  });

  test('[OE1] what is no request says so; a clock that is wrong by years is said before anything is answered', async () => {
    const read = async (text: string) => {
      fireEvent.change(await screen.findByRole('textbox', { name: 'Or paste the request as text' }), {
        target: { value: text },
      });
      fireEvent.click(screen.getByRole('button', { name: 'Read the text' }));
    };
    await open('enrol');
    const { request } = await exchangedByHand(Date.UTC(2001, 0, 5));
    await read(fileAsText(request).slice(0, -9));
    expect((await screen.findByRole('alert')).textContent).toContain('it waits there');
    await read(fileAsText(request));
    expect(await screen.findByText(/clock the request was made on 5 Jan 2001/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Put this request aside' }));
    await read(fileAsText((await exchangedByHand(Date.now())).request));
    await screen.findByRole('list', { name: 'Words of the request' });
    expect(screen.queryByText(/clock the request was made/)).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('signing in', () => {
  test('says how long the next try waits; nothing of the network is asked for before', async () => {
    say('/me', { kind: 'signed-out', retry: 'never' }, 401);
    await open('health');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Account name' }), { target: { value: 'anneke' } });
    say('/sign-in', { kind: 'sign-in-delayed', waitMs: 3_200, retry: 'later' }, 429);
    fireEvent.submit(screen.getByRole('button', { name: 'Sign in' }).closest('form') as HTMLFormElement);
    expect((await screen.findByRole('alert')).textContent).toContain('in 4 seconds');
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  test.each(['ar', 'es', 'fr', 'ru', 'zh'] as const)('is in %s, with nothing left in English', async (language) => {
    say('/me', { kind: 'signed-out' }, 401);
    await open('health', language);
    const title = (await screen.findByRole('heading')).textContent;
    expect(title).not.toBe('Sign in to the hub');
    expect(document.documentElement.dir).toBe(language === 'ar' ? 'rtl' : 'ltr');
  });
});
