import { beforeEach, expect, test } from 'vitest';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { attachment } from '../attachment.ts';
import { createRecord, setFields } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { run } from '../run.ts';
import { step } from '../step.ts';
import { fingerprintOf, noteKeyOf, noteValue } from '../translation/translation-note.ts';
import { movedTo, viewOf } from '../view.ts';
import { firstPlaceField } from './first-place-field.ts';
import { gatherMove } from './gather-move.ts';
import { moveRecords } from './move-records.ts';
import { idInScope } from './moved.ts';

const [old, fresh, third] = [1, 2, 3].map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`) as [string, string, string];
const ids = {
  playbook: 'bbbbbbbb-0000-7000-8000-000000000001',
  first: 'bbbbbbbb-0000-7000-8000-000000000002',
  second: 'bbbbbbbb-0000-7000-8000-000000000003',
  photo: 'bbbbbbbb-0000-7000-8000-000000000004',
  run: 'bbbbbbbb-0000-7000-8000-000000000005',
};
const there = (id: string, scope = fresh) => idInScope({ scope: old, record: id }, scope);
const note = noteValue({ state: 'final', text: fingerprintOf('طوق'), source: fingerprintOf('Cordon') });

let engine: ReturnType<typeof createFakeLiveEngine>;
beforeEach(() => {
  engine = createFakeLiveEngine();
  const at = (id: string) => ({ scope: old, id });
  receive(createRecord(playbook, at(ids.playbook), { title: { en: 'Cordon', ar: 'طوق' }, workflowStart: ids.first }));
  receive(
    createRecord(step, at(ids.first), { playbook: ids.playbook, nextSteps: [ids.second], cases: { yes: ids.second } }),
  );
  receive(createRecord(step, at(ids.second), { playbook: ids.playbook, name: { en: ids.first } }));
  receive(createRecord(attachment, at(ids.photo), { owner: ids.second, name: 'Gate', purpose: 'photo' }));
  receive(createRecord(run, at(ids.run), { playbook: ids.playbook, place: 'Gate 4' }));
});

function receive(made: { readonly ok: boolean; readonly value?: readonly OperationDraft[] }) {
  engine.receive('somebody', made.value ?? []);
}
const stateOf = async (id: string) => (await engine.open([id]))[0] as RecordState;
const set = (id: string, field: string, value: OperationDraft['value']) =>
  stateOf(id).then(({ scope, type }) =>
    engine.receive('newer', [{ kind: 'set', scope, type, record: id, field, value, supersedes: [] }]),
  );

async function move(id: string, target: string) {
  const drafts = moveRecords(await gatherMove(engine, id, target));
  if (!drafts.ok) return drafts.failure;
  engine.receive('mover', drafts.value);
  return drafts.value;
}

test('[MV1] [MV2] everything that belongs to it goes along, what has a screen of its own stays, and references follow', async () => {
  await move(ids.playbook, fresh);
  for (const id of [ids.playbook, ids.first, ids.second, ids.photo]) {
    expect(movedTo(await stateOf(id))).toEqual({ scope: fresh, record: there(id) });
  }
  expect(movedTo(await stateOf(ids.run))).toBeNull();
  expect(viewOf(playbook, await stateOf(there(ids.playbook))).workflowStart).toBe(there(ids.first));
  const first = viewOf(step, await stateOf(there(ids.first)));
  expect([first.playbook, first.nextSteps, first.cases]).toEqual([
    there(ids.playbook),
    [there(ids.second)],
    { yes: there(ids.second) },
  ]);
  expect(viewOf(attachment, await stateOf(there(ids.photo))).owner).toBe(there(ids.second));
  // What a person wrote is a text, whatever it looks like.
  expect(viewOf(step, await stateOf(there(ids.second))).name).toEqual({ en: ids.first });
});

test('[MV1] notes on translations and fields of newer editions go with their values; a text of unknown source stays so', async () => {
  await set(ids.playbook, noteKeyOf('title.ar'), note);
  await set(ids.playbook, 'fromNextYear', { of: [ids.first] });
  await set(ids.second, 'name.ar', 'خطوة');
  const drafts = (await move(ids.playbook, fresh)) as readonly OperationDraft[];
  const moved = await stateOf(there(ids.playbook));
  expect(moved.fields[noteKeyOf('title.ar')]?.map(({ value }) => value)).toEqual([note]);
  expect(moved.fields['fromNextYear']?.map(({ value }) => value)).toEqual([{ of: [there(ids.first)] }]);
  expect(drafts.find(({ field }) => field === noteKeyOf('name.ar'))).toMatchObject({ value: null });
});

test('[MV2] values that stand beside each other are settled first, also in fields of newer editions', async () => {
  await set(ids.first, 'fromNextYear', 1);
  await set(ids.first, 'fromNextYear', 2);
  expect(await move(ids.playbook, fresh)).toEqual({ kind: 'move-unsettled', records: [ids.first] });
  await set(ids.playbook, 'title.en', 'Ring');
  expect(await move(ids.playbook, fresh)).toEqual({ kind: 'move-unsettled', records: [ids.playbook, ids.first] });
});

test('[MV2] it does not go where it is already', async () => {
  receive(createRecord(playbook, { scope: fresh, id: there(ids.playbook) }, { title: { en: 'Cordon' } }));
  expect(await move(ids.playbook, fresh)).toEqual({ kind: 'move-already-there', record: there(ids.playbook) });
});

test('[MV3] on to a third scope and home again it has one id in each, and home is where it was made', async () => {
  await move(ids.playbook, fresh);
  await move(there(ids.playbook), third);
  expect(movedTo(await stateOf(there(ids.playbook)))).toEqual({ scope: third, record: there(ids.playbook, third) });
  const changed = setFields(playbook, await stateOf(there(ids.playbook, third)), { 'title.en': 'Ring' });
  receive(changed);
  await move(there(ids.playbook, third), old);
  const home = await stateOf(ids.playbook);
  expect(viewOf(playbook, home)).toMatchObject({
    deleted: false,
    title: { en: 'Ring', ar: 'طوق' },
    workflowStart: ids.first,
  });
  expect(home.fields[firstPlaceField]).toBeUndefined();
  expect((await engine.list({ type: 'step' })).map(({ id }) => id).sort()).toEqual([ids.first, ids.second].sort());
});
