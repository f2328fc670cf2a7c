import { afterAll, expect, test } from 'vitest';
import { openSampleDevice } from '../../build/sample/sample-laptop.ts';
import type { HeadlessDevice } from '../../headless/headless-device.ts';
import { samplePeople } from '../../hub/network/sample-network.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { movedTo } from '../../shared/domain/view.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';
import { engineOf, type PageEngine } from './support/page-engine.ts';
import { type Opened, sampleWorld } from './support/sample-world.ts';

const world = sampleWorld();
const coordinator = samplePeople.coordinator.person;
const opened: HeadlessDevice[] = [];
afterAll(async () => {
  for (const device of opened) await device.close();
});

/** A laptop in a window, with the coordinator at it. */
async function openA(): Promise<Opened> {
  const opened = await world.open('A');
  await opened.page.evaluate((who) => localStorage.setItem('waypost.profile', who), coordinator);
  await opened.page.reload();
  return { ...opened, engine: await engineOf(opened.page) };
}

/** Another one without a window, which exchanges when it is told to. */
async function openB(): Promise<EngineApi> {
  const device = await openSampleDevice(await world.folder('b'), world.hub.address, 'B');
  opened.push(device);
  return device.engine;
}

type Caller = Pick<PageEngine, 'call'>;

/** One way to ask either. */
const callerOf = (engine: EngineApi): Caller => ({
  call: (method, ...args) => (engine[method] as (...given: unknown[]) => never)(...args),
});

async function agree(a: Caller, b: Caller): Promise<void> {
  for (const engine of [a, b, a]) {
    const synced = await engine.call('sync');
    if (!synced.ok) throw new Error(`sync: ${JSON.stringify(synced.failure)}`);
    expect(synced.value.notAccepted).toBe(0);
  }
}

async function apply(engine: Caller, drafts: { ok: true; value: OperationDraft[] } | { ok: false; failure: object }) {
  const saved = drafts.ok ? await engine.call('apply', coordinator, drafts.value) : drafts;
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
}

async function stateOf(engine: Caller, id: string): Promise<RecordState> {
  const [state] = await engine.call('open', [id]);
  if (state === undefined) throw new Error(`${id} is not here`);
  return state;
}

const show = ({ page }: Opened, path: string) =>
  page.evaluate((address) => {
    location.hash = address;
  }, `#${path}`);

async function addStep(engine: Caller, playbookId: string, name: string): Promise<string> {
  const id = uuidv7({ now: Date.now }, { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) });
  const { scope } = await stateOf(engine, playbookId);
  const values = { playbook: playbookId, kind: 'action', order: 'a0', name: { en: name } } as const;
  await apply(engine, createRecord(step, { scope, id }, values));
  return id;
}

/** Moves what is open, as somebody without a pointer does; resolves with where it went. */
async function move({ page, engine }: Opened, id: string) {
  await page.getByRole('heading', { level: 1, name: 'Cordon at the quay' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Move to another centre');
  await page
    .getByRole('option', { name: /Move to another centre/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Cordon at the quay/ });
  await dialog.getByText('Step × 1').waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const to = movedTo(await engine.state(id));
  if (to === null) throw new Error('It was not moved');
  return to;
}

/** Answers the question that is open by its digit. */
async function answer({ page }: Opened, name: RegExp): Promise<void> {
  const button = page.locator('main').getByRole('button', { name });
  await button.waitFor();
  const digit = (await button.textContent())?.match(/\d/)?.[0] ?? '';
  await page.keyboard.press(digit);
  await page.keyboard.press('Control+Enter');
}

test('a playbook moves while another laptop works on it offline: its edit and its new step are asked, and both agree', {
  timeout: 300_000,
}, async () => {
  const [a, engineB] = await Promise.all([openA(), openB()]);
  const b = callerOf(engineB);
  const id = await a.engine.create({ language: 'en', title: { en: 'Cordon at the quay' } });
  await addStep(a.engine, id, 'Close the gate');
  await agree(a.engine, b);

  await show(a, `/playbooks/${id}`);
  const to = await move(a, id);
  await apply(b, setFields(playbook, await stateOf(b, id), { 'title.en': 'Cordon at the quay and the ramp' }));
  const late = await addStep(b, id, 'Call the harbour master');
  await agree(a.engine, b);

  await show(a, `/sync/conflicts/${id}/${encodeURIComponent('@exists')}`);
  await answer(a, /with these edits/);
  // What was hung on it is asked once it is settled that it moved.
  await a.page.getByRole('complementary').getByText('Call the harbour master').waitFor();
  await a.page.keyboard.press('Alt+ArrowDown');
  await answer(a, /Take it along/);
  await expect.poll(async () => movedTo(await a.engine.state(late))?.scope).toBe(to.scope);
  await agree(a.engine, b);

  const ids = [id, late, to.record];
  for (const engine of [a.engine, b]) {
    const steps = await engine.call('list', { type: 'step', parent: to.record });
    expect(steps.map(({ values }) => values['name.en']).sort()).toEqual(['Call the harbour master', 'Close the gate']);
    const [moved] = await engine.call('open', [to.record]);
    expect(moved?.fields['title.en']?.map(({ value }) => value)).toEqual(['Cordon at the quay and the ramp']);
  }
  expect(await b.call('open', ids)).toEqual(await a.engine.call('open', ids));
  await show(a, `/playbooks/${id}`);
  await a.page.getByRole('heading', { level: 1, name: 'Cordon at the quay and the ramp' }).waitFor();
  expect(a.laptop.complaints).toEqual([]);
});
