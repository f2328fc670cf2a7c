import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '../../../shared/base/result.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { MeetFailure, Meeting, Neighbour } from '../../../shared/sync/room/room-api.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import { readSquare } from '../../../test/support/read-square.ts';
import { createSyncWorld, identity, ids, type SyncWorld, scope, storedOf } from '../../../test/support/sync-world.tsx';
import type { Desktop } from '../../data/desktop.ts';
import { EngineProvider } from '../../data/engine-context.tsx';
import { syncFeature } from './feature.ts';

afterEach(cleanup);

const ruslan: Neighbour = {
  device: 'eeeeeeee-0000-4000-8000-000000000002',
  people: [{ name: 'Руслан Остров', centre: 'Tolmara Highlands' }],
  scopes: [scope],
  at: 1_700_000_000_000,
  received: 12,
  sent: 3,
  refused: {},
  callsHere: true,
};
const meeting: Meeting = { ...ruslan, requests: 3, bytesUp: 1, bytesDown: 1 };

interface Host {
  readonly asked: string[];
  found: readonly string[];
  opens: boolean;
}

/** A host that says where this laptop and others are. */
function hostOf(host: Host): Desktop {
  return {
    enginePort: () => new MessageChannel().port1,
    onEvent: () => () => {},
    call: (async (channel: string) => {
      host.asked.push(channel);
      if (channel === 'room:open' && !host.opens) return fail({ kind: 'room-impossible' });
      if (channel === 'room:open') return ok({ addresses: ['192.0.2.7:41234'] });
      if (channel === 'room:found') return ok({ addresses: host.found });
      return ok({});
    }) as unknown as Desktop['call'],
  };
}

async function open(prepare: (world: SyncWorld, host: Host) => void | Promise<void> = () => {}, language?: Language) {
  localStorage.clear();
  const world = await createSyncWorld();
  const host: Host = { asked: [], found: [], opens: true };
  await prepare(world, host);
  const desktop = hostOf(host);
  const wrap = (children: ReactNode) => (
    <EngineProvider engine={world.engine} identity={identity} desktop={desktop}>
      {children}
    </EngineProvider>
  );
  const features = [syncFeature];
  const shown = await renderApp('/sync', { features, namespaces: ['sync'], wrap, ...(language ? { language } : {}) });
  return { world, host, ...shown };
}

const region = async (name = 'Laptops in this room') => within(await screen.findByRole('region', { name }));

test('[RM1] it is off: nothing was opened, and the switch says so', async () => {
  const { host, container } = await open();
  const room = await region();
  expect((room.getByRole('switch') as HTMLInputElement).checked).toBe(false);
  expect(room.queryByText('192.0.2.7:41234')).toBeNull();
  expect(host.asked).not.toContain('room:open');
  expect((await axe.run(container)).violations).toEqual([]);
});

test('turned on, it says where this laptop is, calls whoever is found, and lists who was met', async () => {
  const { container } = await open((world, host) => {
    host.found = ['192.0.2.8:5000', '192.0.2.9:5000'];
    world.engine.meet = async (address) =>
      address.startsWith('192.0.2.8') ? ok(meeting) : fail<MeetFailure>({ kind: 'room-other-network' });
    world.engine.neighbours = async () => [ruslan];
  });
  const room = await region();
  fireEvent.click(room.getByRole('switch', { name: 'Exchange with laptops in this room' }));
  expect(await room.findByText('192.0.2.7:41234')).toBeTruthy();
  const square = room.getByRole('img', { name: 'The address 192.0.2.7:41234 as a square' });
  expect(readSquare(square)).toBe('192.0.2.7:41234');
  const row = within(await room.findByRole('row', { name: /Руслан Остров Tolmara Highlands 1 .* 12 3 in step/ }));
  expect(row.getByText('Руслан Остров').tagName).toBe('BDI');
  expect(await room.findByRole('row', { name: /192\.0\.2\.9:5000 .*That laptop belongs to another hub/ })).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test('an address is typed and called, and what is wrong with it stands at the field', async () => {
  const called: string[] = [];
  await open((world) => {
    world.engine.meet = async (address) => {
      called.push(address);
      return fail({ kind: 'room-address-invalid' });
    };
  });
  const room = await region();
  fireEvent.click(room.getByRole('switch'));
  const field = await room.findByRole('textbox', { name: 'Address of another laptop' });
  fireEvent.change(field, { target: { value: ' laptop ' } });
  fireEvent.click(room.getByRole('button', { name: 'Exchange' }));
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(called).toEqual(['laptop']);
});

test('turned off, nothing is called any more and the host closes', async () => {
  const { host } = await open();
  const room = await region();
  fireEvent.click(room.getByRole('switch'));
  await room.findByText('192.0.2.7:41234');
  fireEvent.click(room.getByRole('switch'));
  await waitFor(() => expect(host.asked).toContain('room:close'));
  expect(room.queryByText('192.0.2.7:41234')).toBeNull();
});

test('where it is not possible, it stays off and says why', async () => {
  await open((_world, host) => {
    host.opens = false;
  });
  const room = await region();
  fireEvent.click(room.getByRole('switch'));
  expect(await room.findByText(/A browser cannot reach other laptops/)).toBeTruthy();
  expect((room.getByRole('switch') as HTMLInputElement).checked).toBe(false);
});

test('[RM4] what came and the hub has not confirmed is listed as that, and says so in Arabic too', async () => {
  const withWork = async (world: SyncWorld) => {
    const state = await world.state(ids.step);
    const head = state.fields['description.en']?.at(-1);
    const operation = { ...storedOf(state, 'description.en', head?.id ?? ''), id: 'op' };
    world.engine.unconfirmed = async () => ({ count: 1, operations: [operation] });
  };
  await open(withWork);
  const room = await region();
  expect(await room.findByText('Not yet confirmed by the hub')).toBeTruthy();
  expect(await room.findByText('Clear and cordon')).toBeTruthy();
  cleanup();
  const { container } = await open(withWork, 'ar');
  expect(await (await region('الأجهزة في هذه القاعة')).findByText('لم يؤكّده المركز الرئيسي بعد')).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});
