/** Changes of reviewed content that were made apart: the engine leaves the traces, everybody sees the same question ([CF5]). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  draftPlaybook,
  type EngineLife,
  edit,
  playbookId,
  save,
  startLife,
  sync,
} from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { person, scopeA, testDevice, uuidNumbered } from '../../test/support/network.ts';
import { createRoomWorld, meet as meetInRoom } from '../../test/support/room-world.ts';
import { createRecord, deleteRecord, setFields } from '../domain/edit.ts';
import { playbook } from '../domain/playbook.ts';
import { decide } from '../domain/policy/decide.ts';
import { questionOf } from '../domain/policy/question-of.ts';
import type { RecordState } from '../domain/record-state.ts';
import { declarationOf } from '../domain/records.ts';
import { step } from '../domain/step.ts';
import { changesApart, changesFit, textTraceKey, tracedFields, traceKey } from '../domain/trace.ts';
import { undoDrafts } from '../domain/undo.ts';
import { conflictsOf } from '../domain/view.ts';

const stepId = uuidNumbered(0x57, 1);

/** Two laptops that both hold a playbook in a state, with one step. */
async function both(state: string) {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  const place = { scope: scopeA, id: stepId };
  const made = createRecord(step, place, { playbook: playbookId(1), name: { en: 'Cordon' }, who: { en: 'Team' } });
  if (!made.ok) throw new Error(made.failure.kind);
  await save(one, [...draftPlaybook(1), ...made.value]);
  await edit(one, 1, { state });
  await meet(one, two);
  return [one, two] as const;
}

async function meet(one: EngineLife, two: EngineLife): Promise<void> {
  for (const life of [one, two, one]) await sync(life);
}

async function stateOf({ engine }: EngineLife, id = playbookId(1)): Promise<RecordState> {
  return (await engine.open([id]))[0] as RecordState;
}

async function editStep(life: EngineLife, values: Record<string, string>, who: number): Promise<void> {
  await save(life, mustSet(await stateOf(life, stepId), values), who);
}

function mustSet(state: RecordState, values: Record<string, string>) {
  const drafts = setFields(step, state, values);
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  return drafts.value;
}

/** What both are asked of a record: who wrote which fields apart; the same on both. */
async function asked([one, two]: readonly [EngineLife, EngineLife], id = playbookId(1)): Promise<string[][]> {
  const sides = await Promise.all(
    [one, two].map(async (life) => {
      const state = await stateOf(life, id);
      const traces = changesApart(state).map(tracedFields);
      const declaration = declarationOf(state.type);
      const isAsked = traces.length > 0 || (declaration !== undefined && conflictsOf(declaration, state).length > 0);
      const listed = (await life.engine.list({ inConflict: true })).filter((entry) => entry.id === id);
      expect(listed).toHaveLength(isAsked ? 1 : 0);
      return traces;
    }),
  );
  expect(sides[1]).toEqual(sides[0]);
  return sides[0] as string[][];
}

test('[CF10] [CF5] different fields of a released playbook that were changed apart are asked about, until somebody says that they fit', async () => {
  const lives = await both('released');
  const [one, two] = lives;
  await edit(one, 1, { 'title.en': 'Close the bridge' });
  await edit(one, 1, { region: 'North' });
  await edit(two, 1, { priority: 5 as never }, 2);
  await meet(one, two);
  const sides = await asked(lives);
  // What left a laptop together is one side, however many actions it was.
  expect(sides.sort()).toEqual([['priority'], ['region', 'title.en']]);
  // Another change, seen by nobody else yet, neither ends the question nor joins it.
  await edit(two, 1, { region: 'South' }, 2);
  await meet(one, two);
  expect((await asked(lives)).sort()).toEqual(sides);
  const fit = await save(one, changesFit(await stateOf(one)));
  await meet(one, two);
  expect(await asked(lives)).toEqual([]);
  expect((await stateOf(two)).fields[traceKey]?.map(({ id }) => id)).toEqual(fit);
});

test('[CF5] a step asks as soon as its playbook is reviewed, and a draft asks nothing', async () => {
  for (const [state, sides] of [
    ['in-review', [['name.en'], ['who.en']]],
    ['draft', []],
  ] as const) {
    const lives = await both(state);
    await editStep(lives[0], { 'name.en': 'Wide cordon' }, 1);
    await editStep(lives[1], { 'who.en': 'Two teams' }, 2);
    await meet(...lives);
    expect((await asked(lives, stepId)).sort()).toEqual(sides);
  }
});

test('[CF5] who approves what somebody changes meanwhile is asked too', async () => {
  const lives = await both('draft');
  await edit(lives[0], 1, { state: 'in-review' });
  await meet(...lives);
  await edit(lives[0], 1, { state: 'approved' });
  await edit(lives[1], 1, { 'title.en': 'Other title' }, 2);
  await meet(...lives);
  expect((await asked(lives)).sort()).toEqual([['state'], ['title.en']]);
});

test('[CF5] neither a translation, nor the same field twice, nor one change after the other is asked about', async () => {
  const lives = await both('released');
  const [one, two] = lives;
  await edit(one, 1, { 'title.en': 'Close the bridge' });
  await edit(two, 1, { 'title.ar': 'أغلق الجسر' }, 2);
  await meet(one, two);
  expect(await asked(lives)).toEqual([]);
  await edit(one, 1, { region: 'North' });
  await meet(one, two);
  await edit(two, 1, { 'title.en': 'Close both bridges' }, 2);
  await meet(one, two);
  expect(await asked(lives)).toEqual([]);
  await edit(one, 1, { region: 'East' });
  await edit(two, 1, { region: 'West' }, 2);
  await meet(one, two);
  expect(changesApart(await stateOf(one))).toEqual([]);
  expect((await stateOf(one)).fields['region']).toHaveLength(2);
  // The next change of somebody who has seen both is the only trace again.
  await edit(one, 1, { region: 'Centre' });
  expect((await stateOf(one)).fields[traceKey]).toHaveLength(1);
});

test('[CF10] the undo of the answer brings the question back, and the undo of a change asks for no trace', async () => {
  const lives = await both('released');
  const [one, two] = lives;
  await edit(one, 1, { 'title.en': 'Close the bridge' });
  await edit(two, 1, { region: 'North' }, 2);
  await meet(one, two);
  const before = (await asked(lives)).sort();
  const answer = await save(one, changesFit(await stateOf(one)));
  await save(one, await undoOf(one, answer));
  await meet(one, two);
  expect((await asked(lives)).sort()).toEqual(before);
  const change = await edit(one, 1, { reference: 'PB-1' });
  await save(one, changesFit(await stateOf(one)));
  await edit(one, 1, { region: 'South' });
  await save(one, await undoOf(one, change));
  expect((await stateOf(one)).fields['reference']?.map(({ value }) => value)).toEqual([null]);
});

async function undoOf(life: EngineLife, written: readonly string[]) {
  const history = await life.engine.history(playbookId(1));
  const record = { state: await stateOf(life), history, children: [] };
  const undone = undoDrafts({ operations: new Set(written), echoes: new Map() }, [record]);
  if (!undone.ok) throw new Error(undone.failure.kind);
  return undone.value.map(({ draft }) => draft);
}

test('[CF5] in a room without a hub what both saw is on neither side, and different fields changed after it are asked about', async () => {
  const { enter } = createRoomWorld();
  const [one, two] = [await enter(1), await enter(2)];
  await save(one, draftPlaybook(1));
  await edit(one, 1, { state: 'released' });
  await edit(one, 1, { 'title.en': 'Close the bridge', region: 'North' });
  await meetInRoom(one, two);
  await edit(one, 1, { 'title.en': 'Close both bridges' });
  await edit(two, 1, { region: 'South' }, 2);
  await meetInRoom(one, two);
  expect((await asked([one, two])).map((fields) => fields.includes('title.en'))).toEqual(
    expect.arrayContaining([true, false]),
  );
});

test('[CF9] on a shared laptop a translator leaves a trace of the texts that they may change, whatever an author changed before', async () => {
  const hub = createFakeHub();
  const { identity, signer } = testDevice(1);
  const grants = [...identity.grants, { person: person(2), scope: scopeA, roles: ['translator' as const] }];
  const life = await startLife(hub, { device: { identity: { ...identity, grants }, signer } });
  await save(life, draftPlaybook(1));
  await edit(life, 1, { state: 'released' });
  await edit(life, 1, { region: 'North' });
  await edit(life, 1, { 'title.en': 'Close the bridge' }, 2);
  const { fields: left } = await stateOf(life);
  expect([traceKey, textTraceKey].map((key) => left[key]?.map(tracedFields))).toEqual([
    [['region', 'state']],
    [['title.en']],
  ]);
  const draft = {
    kind: 'set',
    scope: scopeA,
    type: playbook.type,
    record: playbookId(1),
    supersedes: [],
  } as const;
  for (const [field, fields, allowed] of [
    [textTraceKey, ['title.en'], true],
    [textTraceKey, ['title.en', 'region'], false],
    [textTraceKey, [], false],
    // As an earlier edition leaves it, which takes no other's place.
    [traceKey, ['title.en'], true],
    [traceKey, ['title.en', 'region'], false],
  ] as const) {
    const saved = await life.engine.apply(person(2), [{ ...draft, field, value: { fields: [...fields] } }]);
    expect(saved.ok, `${field} ${fields.join()}`).toBe(allowed);
  }
});

test('[CF9] nobody who may translate and no more ends a question about anything else, whatever their program leaves', async () => {
  const lives = await both('released');
  const [one, two] = lives;
  await edit(one, 1, { region: 'North' });
  await edit(two, 1, { priority: 5 as never }, 2);
  await meet(one, two);
  const sides = await asked(lives);
  expect(sides).toHaveLength(2);
  const state = await stateOf(one);
  const open = changesApart(state).map(({ id }) => id);
  const draft = {
    ...({ kind: 'set', scope: scopeA, type: playbook.type, record: playbookId(1), field: textTraceKey } as const),
    ...{ value: { fields: ['title.en'], saw: open }, supersedes: open },
  };
  expect(decide(translator, questionOf({ ...draft, creates: false })).allowed).toBe(true);
  await save(one, [draft]);
  await meet(one, two);
  expect(await asked(lives)).toEqual(sides);
  expect(decide(translator, questionOf({ ...draft, field: traceKey, creates: false })).allowed).toBe(false);
});

const translator = [{ person: person(2), scope: scopeA, roles: ['translator' as const] }];

test('[CF9] [CF10] texts that were changed apart fit together once somebody who may edit says so of all that lies beside them', async () => {
  const lives = await both('released');
  const [one, two] = lives;
  await edit(one, 1, { 'title.en': 'Close the bridge' });
  await edit(two, 1, { 'description.en': 'By night' }, 2);
  await edit(two, 1, { region: 'South' }, 2);
  await meet(one, two);
  expect((await asked(lives)).sort()).toEqual([['description.en', 'region'], ['title.en']]);
  await save(one, changesFit(await stateOf(one)));
  await edit(one, 1, { region: 'North' });
  await meet(one, two);
  expect(await asked(lives)).toEqual([]);
});

test('[CF6] a step that is changed, made or taken away while another laptop releases its playbook is asked about; steps apart are not', async () => {
  for (const change of [changeStep, addStep, removeStep]) {
    const lives = await both('in-review');
    const [one, two] = lives;
    await edit(one, 1, { state: 'released' });
    await change(two);
    await meet(one, two);
    const named = change === changeStep ? 'steps.all' : 'steps';
    expect((await asked(lives)).sort()).toEqual([['state'], [named]]);
    await save(one, changesFit(await stateOf(one)));
    await meet(one, two);
    expect(await asked(lives)).toEqual([]);
    // The release is known here: what is changed after it is the next edition's.
    await (change === removeStep ? addStep : change)(two);
    await edit(one, 1, { 'title.en': 'Close the bridge' });
    await meet(one, two);
    expect(await asked(lives)).toEqual([]);
  }
});

const changeStep = (life: EngineLife) => editStep(life, { 'who.en': `Team ${Math.random()}` }, 2);

async function addStep(life: EngineLife): Promise<void> {
  const made = createRecord(step, { scope: scopeA, id: crypto.randomUUID() }, { playbook: playbookId(1) });
  if (!made.ok) throw new Error(made.failure.kind);
  await save(life, made.value, 2);
}

async function removeStep(life: EngineLife): Promise<void> {
  const drafts = deleteRecord(step, await stateOf(life, stepId));
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  await save(life, drafts.value, 2);
}

test('[CF6] the undo of a step that was changed takes nothing back of what its playbook names', async () => {
  const [one] = await both('released');
  await edit(one, 1, { region: 'North' });
  const before = (await stateOf(one)).fields;
  const written = await save(one, mustSet(await stateOf(one, stepId), { 'who.en': 'Two teams' }));
  const records = await Promise.all(
    [stepId, playbookId(1)].map(async (id) => ({
      state: await stateOf(one, id),
      history: await one.engine.history(id),
      children: [],
    })),
  );
  const undone = undoDrafts({ operations: new Set(written), echoes: new Map() }, records);
  if (!undone.ok) throw new Error(undone.failure.kind);
  expect(undone.value.map(({ draft }) => [draft.record, draft.field])).toEqual([[stepId, 'who.en']]);
  await save(
    one,
    undone.value.map(({ draft }) => draft),
  );
  expect((await stateOf(one)).fields['region']).toEqual(before['region']);
});

test('[CF5] whatever two change in any order of saving and meeting: asked is exactly what neither had seen of the other', async () => {
  const fields = ['title.en', 'region', 'reference'] as const;
  const act = fc.oneof(
    fc.record({ who: fc.constantFrom(0, 1), field: fc.constantFrom(...fields) }),
    fc.constant('meet' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
      const lives = await both('released');
      const apart: [Set<string>, Set<string>] = [new Set(), new Set()];
      let expected = false;
      let n = 0;
      const end = async () => {
        await meet(...lives);
        const [a, b] = apart.map((set) => [...set].sort().join()) as [string, string];
        expected ||= a !== '' && b !== '' && a !== b;
        for (const set of apart) set.clear();
      };
      for (const one of [...acts, 'meet' as const]) {
        if (one === 'meet') await end();
        else {
          n += 1;
          await edit(lives[one.who] as EngineLife, 1, { [one.field]: `Value ${n}` }, one.who + 1);
          if (!expected) apart[one.who]?.add(one.field);
        }
      }
      expect((await asked(lives)).length > 0).toBe(expected);
    }),
    { numRuns: 12 },
  );
});
