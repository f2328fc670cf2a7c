import { fireEvent, screen, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import type { Members } from '../../shared/coordinator/members-contract.ts';
import { day, doctrine, hubAnswers, now, uuid } from '../../test/support/hub-page.tsx';

const { asked, say, open } = hubAnswers();

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
