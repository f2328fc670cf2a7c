import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { createRecord, setFields } from '../../../shared/domain/edit.ts';
import type { DeviceIdentity } from '../../../shared/domain/identity.ts';
import { gatherMove } from '../../../shared/domain/move/gather-move.ts';
import { moveRecords } from '../../../shared/domain/move/move-records.ts';
import { idInScope } from '../../../shared/domain/move/moved.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { existenceField } from '../../../shared/domain/record-state.ts';
import { step } from '../../../shared/domain/step.ts';
import { renderApp } from '../../../test/support/dom.tsx';
import {
  createSyncWorld,
  identity,
  people,
  type SyncWorld,
  scope,
  underEngine,
} from '../../../test/support/sync-world.tsx';
import { syncFeature } from './feature.ts';

const id = '01930000-0000-7000-8000-000000000009';
const [hills, harbour] = ['aaaaaaaa-0000-4000-8000-000000000002', 'aaaaaaaa-0000-4000-8000-000000000003'];
const inHills = idInScope({ scope, record: id }, hills);

let world: SyncWorld;
beforeEach(async () => {
  localStorage.clear();
  world = await createSyncWorld();
  const made = createRecord(playbook, { scope, id }, { title: { en: 'Radio silence' } });
  if (made.ok) world.engine.receive(people.ruslan, made.value);
});

/** Somebody moved it elsewhere, and had not seen what came apart. */
async function moved(target: string, apart: () => Promise<void>) {
  const drafts = moveRecords(await gatherMove(world.engine, id, target));
  await apart();
  if (drafts.ok) world.engine.receive(people.ruslan, drafts.value);
}

const retitled = async () => {
  const drafts = setFields(playbook, await world.state(id), { 'title.en': 'Radio silence, new channel' });
  if (drafts.ok) world.engine.receive(people.amina, drafts.value);
};

/** A coordinator here and in the hills. */
const mover: DeviceIdentity = {
  ...identity,
  scopes: [...identity.scopes, { id: hills, name: 'Hills' }],
  grants: [...identity.grants, { person: people.amina, scope: hills, roles: ['coordinator'] }],
};

async function open(as = mover, record = id) {
  await renderApp(`/sync/conflicts/${record}/${encodeURIComponent(existenceField)}`, {
    features: [syncFeature],
    namespaces: ['sync'],
    language: 'en',
    wrap: underEngine(world.engine, as),
  });
  await screen.findByRole('heading', { level: 1, name: /here or moved/ });
}

const accept = () => fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });

test('[MV7] moved there, edited here: the edit is shown, and goes over by keyboard in one action', async () => {
  await moved(hills, retitled);
  await open();
  expect(await screen.findByText(/moved this record to .*Hills/)).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Edited' }).textContent).toContain('Radio silence, new channel');
  await screen.findByRole('button', { name: /with these edits/ });
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
  fireEvent.keyDown(document.body, { key: '3' });
  accept();
  await waitFor(async () =>
    expect((await world.engine.list({ inConflict: true })).map((one) => one.id)).not.toContain(id),
  );
  const listed = await world.engine.list({ type: 'playbook', scope: hills });
  expect(listed).toMatchObject([{ id: inHills, values: { 'title.en': 'Radio silence, new channel' } }]);
  expect((await world.engine.list({ scope })).map((one) => one.id)).not.toContain(id);
});

test('[MV7] moved to two places: one of them is chosen, here it is gone', async () => {
  await moved(hills, () => moved(harbour, async () => {}));
  await open();
  const column = await screen.findByRole('region', { name: /Moved to .*Hills/ });
  fireEvent.click(await within(column).findByRole('button', { name: /Leave it moved/ }));
  expect(screen.getByRole('region', { name: /another centre/ })).toBeTruthy();
  accept();
  await waitFor(async () =>
    expect((await world.engine.list({ inConflict: true })).map((one) => one.id)).not.toContain(id),
  );
  expect((await world.engine.list({ scope })).map((one) => one.id)).not.toContain(id);
  expect((await world.engine.list({ scope: hills })).map((one) => one.id)).toEqual([inHills]);
});

test('[MV7] who may not write where it went keeps it here too, or leaves it to others', async () => {
  await moved(hills, retitled);
  await open(identity);
  const acts = await screen.findAllByRole('button', { name: /Keep it here|Leave it moved/ });
  expect(acts.map((act) => act.textContent)).toEqual([expect.stringContaining('Keep it here as well')]);
});

const stepId = '01930000-0000-7000-8000-000000000010';
const addStep = () => {
  const made = createRecord(step, { scope, id: stepId }, { playbook: id, name: { en: 'Call the harbour' } });
  if (made.ok) world.engine.receive(people.amina, made.value);
};

test('[MV11] a step that was added after the move is asked about, and goes along by keyboard in one action', async () => {
  await moved(hills, async () => addStep());
  await open(mover, stepId);
  expect((await screen.findByRole('region', { name: 'Added here' })).textContent).toContain('Call the harbour');
  await screen.findByRole('button', { name: /Take it along/ });
  const { violations } = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
  fireEvent.keyDown(document.body, { key: '2' });
  accept();
  const there = idInScope({ scope, record: stepId }, hills);
  await waitFor(async () => expect((await world.engine.list({ type: 'step', scope: hills }))[0]?.id).toBe(there));
  expect((await world.engine.list({ type: 'step', parent: inHills })).map((one) => one.id)).toEqual([there]);
});

test('[MV11] who may not write where it went may delete it, and nothing is lost of it', async () => {
  await moved(hills, async () => addStep());
  await open(identity, stepId);
  const acts = await screen.findAllByRole('button', { name: /Take it along|Delete it/ });
  expect(acts.map((act) => act.textContent)).toEqual([expect.stringContaining('Delete it')]);
  fireEvent.click(acts[0] as HTMLElement);
  accept();
  await waitFor(async () => expect(await world.engine.list({ type: 'step', parent: id })).toEqual([]));
  expect((await world.state(stepId)).fields['name.en']?.[0]?.value).toBe('Call the harbour');
});

test('[MV12] two moves of one playbook are one question, whatever belongs to it, and one answer settles all of it', async () => {
  addStep();
  await moved(hills, () => moved(harbour, async () => {}));
  const contested = async () => (await world.engine.list({ inConflict: true })).map((one) => one.id);
  expect(await contested()).toEqual(expect.arrayContaining([id, stepId]));
  await open();
  const list = screen.getByRole('complementary');
  expect(within(list).queryByText('Call the harbour')).toBeNull();
  fireEvent.click(await screen.findByRole('button', { name: /Leave it moved/ }));
  accept();
  await waitFor(async () => expect(await contested()).not.toContain(stepId));
  expect(await contested()).not.toContain(id);
});

test('[MV12] kept here it is kept with everything that went along', async () => {
  addStep();
  await moved(hills, retitled);
  await open();
  fireEvent.click(await screen.findByRole('button', { name: /Keep it here/ }));
  accept();
  await waitFor(async () => expect((await world.engine.list({ type: 'step', parent: id })).length).toBe(1));
  expect((await world.engine.list({ inConflict: true })).map((one) => one.id)).not.toContain(id);
});
