import { beforeEach, expect, test } from 'vitest';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { attachment } from '../attachment.ts';
import { createRecord, deleteRecord, setFields } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import { movedTo, viewOf } from '../view.ts';
import { gatherFamily, gatherMove } from './gather-move.ts';
import { gatherAfter, idsOfFamily, leftBehind, moveOfParent } from './left-behind.ts';
import { moveRecords } from './move-records.ts';
import { idInScope, movesOf } from './moved.ts';
import { bringOver, isAskedWith, leaveCompany, leaveMoved } from './settle-move.ts';

const [old, fresh, third] = [1, 2, 3].map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`) as [string, string, string];
const ids = {
  playbook: 'bbbbbbbb-0000-7000-8000-000000000001',
  first: 'bbbbbbbb-0000-7000-8000-000000000002',
  late: 'bbbbbbbb-0000-7000-8000-000000000003',
  photo: 'bbbbbbbb-0000-7000-8000-000000000004',
};
const there = (id: string, scope = fresh) => idInScope({ scope: old, record: id }, scope);
let engine: ReturnType<typeof createFakeLiveEngine>;

beforeEach(() => {
  engine = createFakeLiveEngine();
  receive(createRecord(playbook, { scope: old, id: ids.playbook }, { title: { en: 'Cordon' } }));
  receive(createRecord(step, { scope: old, id: ids.first }, { playbook: ids.playbook, name: { en: 'Close' } }));
});

function receive(made: { readonly ok: boolean; readonly value?: readonly OperationDraft[] }) {
  engine.receive('somebody', made.value ?? []);
}
const stateOf = async (id: string) => (await engine.open([id]))[0] as RecordState;
const moveTo = async (target: string) => moveRecords(await gatherMove(engine, ids.playbook, target));
/** A step that leads back to the first one, and a photo of it. */
function addLate() {
  const says = { playbook: ids.playbook, name: { en: 'Late' }, nextSteps: [ids.first] };
  receive(createRecord(step, { scope: old, id: ids.late }, says));
  receive(createRecord(attachment, { scope: old, id: ids.photo }, { owner: ids.late, name: 'Gate', purpose: 'photo' }));
}
const left = async () => (await leftBehind(engine)).map(({ state }) => state.id);

test('[MV11] what was hung on it after the move is found, once, and not what it has in turn; nothing before a move', async () => {
  addLate();
  expect(await left()).toEqual([]);
  receive(deleteRecord(step, await stateOf(ids.late)));
  receive(await moveTo(fresh));
  expect(await left()).toEqual([]);
  engine.receive('newer', [restored(await stateOf(ids.late))]);
  expect(await left()).toEqual([ids.late]);
});

test('[MV11] what is hung on a part that went along is found too', async () => {
  receive(await moveTo(fresh));
  const says = { owner: ids.first, name: 'Gate', purpose: 'photo' } as const;
  receive(createRecord(attachment, { scope: old, id: ids.photo }, says));
  expect(await left()).toEqual([ids.photo]);
});

test('[MV11] taken along, it belongs to what went before, with what it has, and its references lead there', async () => {
  receive(await moveTo(fresh));
  addLate();
  const state = await stateOf(ids.late);
  const to = (await moveOfParent(engine, state))?.to;
  expect(to).toEqual({ scope: fresh, record: there(ids.playbook) });
  receive(moveRecords(await gatherAfter(engine, state, to ?? { scope: '', record: '' })));
  expect(await left()).toEqual([]);
  const late = viewOf(step, await stateOf(there(ids.late)));
  expect([late.playbook, late.nextSteps]).toEqual([there(ids.playbook), [there(ids.first)]]);
  expect(movedTo(await stateOf(ids.photo))).toEqual({ scope: fresh, record: there(ids.photo) });
});

test('[MV11] an edit that is brought over leads to where what it names will be', async () => {
  const drafts = await moveTo(fresh);
  addLate();
  receive(setFields(step, await stateOf(ids.first), { nextSteps: [ids.late], 'name.en': ids.late }));
  receive(drafts);
  const [state, moved] = [await stateOf(ids.first), await stateOf(there(ids.first))];
  engine.receive('settler', bringOver(state, moved, await idsOfFamily(engine, state, { scope: fresh })));
  const first = viewOf(step, await stateOf(there(ids.first)));
  // A text is what a person wrote, whatever it looks like.
  expect([first.nextSteps, first.name]).toEqual([[there(ids.late)], { en: ids.late }]);
});

test('[MV12] of moves that clash all that went along in both is asked with the record, and answered with it', async () => {
  const [one, other] = [await moveTo(fresh), await moveTo(third)];
  receive(one);
  receive(other);
  const [root, ...company] = (await gatherFamily(engine, ids.playbook, 'gone too')) as [RecordState, RecordState];
  expect(company.map((each) => isAskedWith(each, root))).toEqual([true]);
  const places = await engine.open([root, ...company].flatMap((each) => movesOf(each).map(({ to }) => to.record)));
  const moved = places.find(({ id }) => id === there(ids.playbook)) as RecordState;
  engine.receive('settler', [...leaveMoved(root, moved), ...leaveCompany(company, places, moved)]);
  for (const id of [ids.playbook, ids.first]) expect(movedTo(await stateOf(id))?.scope).toBe(fresh);
});

test('[MV12] a part that somebody edited, brought back or moved elsewhere is asked about by itself', async () => {
  const drafts = await moveTo(fresh);
  receive(setFields(step, await stateOf(ids.first), { 'name.en': 'Close both' }));
  receive(drafts);
  expect(isAskedWith(await stateOf(ids.first), await stateOf(ids.playbook))).toBe(false);
  receive(await moveTo(third));
  expect(isAskedWith(await stateOf(ids.first), await stateOf(ids.playbook))).toBe(false);
});

function restored(state: RecordState): OperationDraft {
  const supersedes = (state.fields['@exists'] ?? []).map(({ id }) => id);
  const { scope, type, id: record } = state;
  return { kind: 'restore', scope, type, record, field: '@exists', value: null, supersedes };
}
