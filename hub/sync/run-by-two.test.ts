/** Two people run one playbook on two laptops without a link, then exchange: the real engine against the real hub. */
import { expect, test } from 'vitest';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { eventsInOrder, type RunEvent, type RunEventKind, run, runEvent } from '../../shared/domain/run.ts';
import { runProgress } from '../../shared/domain/run-progress.ts';
import { startAtHub } from '../../test/support/engine-at-hub.ts';
import { countingPorts, createWorld } from '../../test/support/scripted-device.ts';
import { createMemoryHubStore } from './memory-hub-store.ts';

const steps = ['log', 'cordon', 'call'].map((id, at, all) => ({
  ...{ id, kind: at === 0 ? ('start' as const) : ('action' as const), order: `a${at}`, name: { en: id } },
  onCompletion: all[at + 1],
})) as unknown as Parameters<typeof runProgress>[0]['steps'];

async function twoLaptops() {
  const ports = countingPorts();
  const store = createMemoryHubStore(ports);
  const world = await createWorld(store, ports);
  const newId = () => uuidv7(ports.clock, ports.random);
  const [book, of] = [newId(), newId()];
  const laptop = async (name: string) => {
    const person = await world.person(name, ['investigator', 'coordinator']);
    const { engine } = await startAtHub(world, await world.device([person]), { hub: () => store });
    const save = async (drafts: ReturnType<typeof createRecord>) => {
      const saved = drafts.ok ? await engine.apply(person, drafts.value) : drafts;
      if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
    };
    return {
      save,
      note(kind: RunEventKind, entry: Partial<Pick<RunEvent, 'step' | 'text' | 'to'>>) {
        ports.time += 1_000;
        const values = { run: of, kind, at: ports.time, by: name, ...entry };
        return save(createRecord(runEvent, { scope: world.scope, id: newId() }, values));
      },
      async sync() {
        const synced = await engine.sync();
        if (!synced.ok) throw new Error(JSON.stringify(synced.failure));
      },
      async progress() {
        const listed = await engine.list({ type: 'run-event', parent: of });
        const events = eventsInOrder(await engine.open(listed.map(({ id }) => id)));
        return runProgress({ steps, start: 'log', leader: 'Ana' }, events);
      },
    };
  };
  const [ana, ben] = [await laptop('Ana'), await laptop('Ben')];
  await ana.save(createRecord(playbook, { scope: world.scope, id: book }, { language: 'en', title: { en: 'Cordon' } }));
  await ana.save(createRecord(run, { scope: world.scope, id: of }, { playbook: book, leader: 'Ana', startedAt: 1 }));
  const exchange = async () => {
    for (const each of [ana, ben, ana]) await each.sync();
  };
  await exchange();
  return { ana, ben, exchange };
}

test('[RN1] [RN2] [RN3] several people on one run: what each entered on their laptop is one run on both', async () => {
  const { ana, ben, exchange } = await twoLaptops();
  await ana.note('taken', { step: 'cordon' });
  await ben.note('taken', { step: 'call' });
  await ben.note('done', { step: 'call' });
  await ana.note('done', { step: 'cordon' });
  await ana.note('handed-over', { to: 'Ben', text: 'End of shift' });
  await exchange();
  const [here, there] = [await ana.progress(), await ben.progress()];
  expect(there).toEqual(here);
  expect(here.steps.map(({ step, state, by, takenBy }) => [step, state, by, takenBy])).toEqual([
    ['cordon', 'done', 'Ana', 'Ana'],
    ['call', 'done', 'Ben', 'Ben'],
  ]);
  expect(here.leaders.map(({ name, from, why }) => [name, from, why])).toEqual([
    ['Ana', null, null],
    ['Ben', 'Ana', 'End of shift'],
  ]);
});

test('[RN2] [RN3] both take one step and both hand over at once: the same one holds on both laptops', async () => {
  const { ana, ben, exchange } = await twoLaptops();
  await ana.note('taken', { step: 'cordon' });
  await ana.note('handed-over', { to: 'Cem', text: 'Called away' });
  await ben.note('taken', { step: 'cordon' });
  await ben.note('handed-over', { to: 'Dina', text: 'Closer to it' });
  await exchange();
  const [here, there] = [await ana.progress(), await ben.progress()];
  expect(there).toEqual(here);
  expect(['Ana', 'Ben']).toContain(here.byStep.get('cordon')?.takenBy);
  expect(here.leaders).toHaveLength(3);
});
