import { fireEvent, screen, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import { day, device, doctrine, hubAnswers, me, now, overview, uuid } from '../../test/support/hub-page.tsx';

const { asked, say, open } = hubAnswers();

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

describe('what a wiped laptop left', () => {
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
