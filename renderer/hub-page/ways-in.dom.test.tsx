import { fireEvent, screen, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import type { Links } from '../../shared/coordinator/links-contract.ts';
import type { MyPasskeys } from '../../shared/coordinator/passkey-contract.ts';
import { day, hubAnswers, now, uuid } from '../../test/support/hub-page.tsx';

const { asked, say, open } = hubAnswers();

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
