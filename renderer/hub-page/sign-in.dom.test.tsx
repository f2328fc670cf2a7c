import { fireEvent, screen } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import type { Links } from '../../shared/coordinator/links-contract.ts';
import { hubAnswers, now, uuid } from '../../test/support/hub-page.tsx';

const { asked, say, open } = hubAnswers();

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
