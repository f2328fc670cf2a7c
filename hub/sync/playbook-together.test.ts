/** Two people edit one playbook on two laptops without a link, then exchange: the real engine against the real hub. */
import { expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createFromFields, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { isDeleted, viewOf } from '../../shared/domain/view.ts';
import { draftsOfChanges } from '../../shared/domain/workflow/drafts-of-changes.ts';
import { addStepAfter, beginFlow, type Edited, moveStep, wrapStep } from '../../shared/domain/workflow/edit-steps.ts';
import type { Flow } from '../../shared/domain/workflow/flow-draft.ts';
import { workflowProblems } from '../../shared/domain/workflow/workflow-problems.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import { countingPorts, createWorld } from '../../test/support/scripted-device.ts';
import { createMemoryHubStore } from './memory-hub-store.ts';

async function twoLaptops() {
  const ports = countingPorts();
  const store = createMemoryHubStore(ports);
  const world = await createWorld(store, ports);
  const newId = () => uuidv7(ports.clock, ports.random);
  const id = newId();
  const laptop = async (name: string) => {
    const person = await world.person(name, ['coordinator']);
    const { engine } = await startAtHub(world, await world.device([person]), { hub: () => store });
    const save = async (drafts: readonly OperationDraft[]) => {
      const saved = await engine.apply(person, drafts);
      if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
    };
    const states = async () => {
      const listed = await engine.list({ type: 'step', parent: id });
      const [head, ...steps] = await engine.open([id, ...listed.map((entry) => entry.id)]);
      return { head, steps: steps.filter((state) => !isDeleted(state)) };
    };
    return {
      save,
      async sync() {
        const synced = await engine.sync();
        if (!synced.ok) throw new Error(JSON.stringify(synced.failure));
      },
      async set(record: string, values: Parameters<typeof setFields>[2]) {
        const [state] = await engine.open([record]);
        const drafts = state && setFields(step, state, values);
        if (drafts?.ok) await save(drafts.value);
      },
      async edit(make: (flow: Flow) => Edited) {
        const { head, steps } = await states();
        if (head === undefined) throw new Error('The playbook is not here');
        const views = steps.map((state) => viewOf(step, state));
        const edited = make({ steps: views, start: viewOf(playbook, head).workflowStart ?? null, exception: null });
        const drafts = draftsOfChanges(head, steps, edited?.changes ?? []);
        if (drafts.ok) await save(drafts.value);
        return edited?.focus ?? '';
      },
      async read() {
        const { head, steps } = await states();
        const views = steps.map((state) => viewOf(step, state)).sort((a, b) => (a.id < b.id ? -1 : 1));
        return { start: head && viewOf(playbook, head).workflowStart, views };
      },
    };
  };
  const [a, b] = [await laptop('Ana'), await laptop('Ben')];
  const head = createFromFields(playbook, { scope: world.scope, id }, { language: 'en', 'title.en': 'Cordon' });
  await a.save(head.ok ? head.value : []);
  const first = await a.edit((flow) => beginFlow(flow, newId));
  const second = await a.edit((flow) => addStepAfter(flow, first, 'action', newId));
  const exchange = async () => {
    for (const each of [a, b, a]) await each.sync();
  };
  await exchange();
  return { a, b, first, second, newId, exchange };
}

test('[WE9] edits in different places merge without a question', async () => {
  const { a, b, first, second, newId, exchange } = await twoLaptops();
  await a.set(first, { 'name.en': 'Log the report', 'who.en': 'Duty officer' });
  const inserted = await a.edit((flow) => addStepAfter(flow, first, 'if-condition', newId));
  await b.set(first, { 'authority.en': 'Shift commander' });
  const last = await b.edit((flow) => addStepAfter(flow, second, 'action', newId));
  await exchange();
  const [here, there] = [await a.read(), await b.read()];
  expect(here).toEqual(there);
  const byId = new Map(here.views.map((view) => [view.id, view]));
  expect(byId.get(first)).toMatchObject({
    name: { en: 'Log the report' },
    authority: { en: 'Shift commander' },
    onCompletion: inserted,
    conflicts: [],
  });
  expect(byId.get(second)?.onCompletion).toBe(last);
  const kinds = workflowProblems(here.views, here.start).map(({ kind }) => kind);
  for (const kind of ['conflict', 'unreachable', 'dangling', 'no-way-on']) expect(kinds).not.toContain(kind);
});

test('[WE9] an edge that both set is a conflict, nothing of either is lost, and settling it heals the flow', async () => {
  const { a, b, first, second, newId, exchange } = await twoLaptops();
  const ours = await a.edit((flow) => addStepAfter(flow, first, 'action', newId));
  const theirs = await b.edit((flow) => wrapStep(flow, second, 'if-condition', newId));
  await exchange();
  const merged = await a.read();
  expect(merged).toEqual(await b.read());
  const ids = merged.views.map((view) => view.id);
  expect(ids).toEqual(expect.arrayContaining([ours, theirs]));
  const problems = workflowProblems(merged.views, merged.start);
  expect(problems).toContainEqual(expect.objectContaining({ kind: 'conflict', step: first, field: 'onCompletion' }));
  const hidden = problems.filter(({ kind }) => kind === 'unreachable').map(({ step: id }) => id);
  expect(hidden.length).toBeGreaterThan(0);
  // Somebody settles it: first our step, then theirs.
  await b.set(first, { onCompletion: ours });
  await b.set(ours, { onCompletion: theirs });
  await exchange();
  const settled = await a.read();
  const left = workflowProblems(settled.views, settled.start).map(({ kind }) => kind);
  for (const kind of ['conflict', 'unreachable', 'dangling']) expect(left).not.toContain(kind);
});

test('[WE9] one moves a step while the other writes it: it is moved, and says what was written', async () => {
  const { a, b, first, second, newId, exchange } = await twoLaptops();
  const { start } = await a.read();
  await a.edit((flow) => moveStep(flow, second, { from: start ?? '', field: 'onCompletion' }, newId));
  await b.set(second, { 'description.en': 'Clear 100 m.', 'evidence.en': 'Keep the recording.' });
  await exchange();
  const { views } = await b.read();
  const moved = views.find(({ id }) => id === second);
  expect(moved).toMatchObject({ onCompletion: first, evidence: { en: 'Keep the recording.' }, conflicts: [] });
});
