import { expect, test } from 'vitest';
import { storedOperation } from '../../test/support/stored-operation.ts';
import { existenceField, type OperationDraft, type RecordState } from '../domain/record-state.ts';
import { undoDrafts } from '../domain/undo.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { conflictOf } from './field-conflict.ts';
import { foldRecord } from './merge.ts';

/** The history of one record, as its authors write it. */
function createRecordLife() {
  const history: StoredOperation[] = [];
  const add = (over: Partial<StoredOperation>): StoredOperation => {
    const operation = storedOperation(history.length + 1, over);
    history.push(operation);
    return operation;
  };
  const state = (): RecordState => foldRecord(history) as RecordState;
  return {
    /** Writes a value over operations that its author saw. */
    write: (value: string | null, ...over: readonly StoredOperation[]) =>
      add({ value, supersedes: over.map(({ id }) => id) }),
    exist: (kind: OperationDraft['kind'], value: OperationDraft['value'], ...over: readonly StoredOperation[]) =>
      add({ kind, field: existenceField, value, supersedes: over.map(({ id }) => id) }),
    /** Undoes one action as the app does it; `since` are undos of later ones, each with the operation it brought back. */
    undo(done: readonly StoredOperation[], since: ReadonlyMap<string, string> = new Map()): StoredOperation[] {
      const written = { operations: new Set(done.map(({ id }) => id)), echoes: since };
      const undone = undoDrafts(written, [{ state: state(), history, children: [] }]);
      if (!undone.ok) throw new Error(JSON.stringify(undone.failure));
      const { tx } = storedOperation(history.length + 1);
      return undone.value.map(({ draft }) => add({ ...draft, tx }));
    },
    baseOf: (field = 'title.en') => conflictOf(state(), field, history)?.base ?? null,
    values: () => state().fields['title.en']?.map(({ value }) => value),
  };
}

/** Two people changed one title apart. */
function conflictedLife() {
  const life = createRecordLife();
  const first = life.write('Close the bridge');
  const base = life.write('Close the bridge to cars', first);
  const one = life.write('Close the bridge to all', base);
  const other = life.write('Close the bridge and the quay', base);
  return { ...life, first, base, one, other };
}

test('[CF3] the base is the latest operation that all heads descend from', () => {
  const { baseOf, base } = conflictedLife();
  expect(baseOf()).toEqual(base);
});

test('[CF3] heads that the undo of a settlement wrote again come back with the base that the conflict had', () => {
  const { baseOf, base, one, other, write, undo, values } = conflictedLife();
  const settled = write('Close the bridge and the quay to all', one, other);
  expect(undo([settled])).toHaveLength(2);
  expect(values()).toEqual([one.value, other.value]);
  expect(baseOf()).toEqual(base);
});

test('[CF3] a conflict without a base comes back without one', () => {
  const { baseOf, write, undo } = createRecordLife();
  const settled = write('Both', write('One'), write('Other'));
  expect(undo([settled])).toHaveLength(2);
  expect(baseOf()).toBeNull();
});

test('[CF3] a settlement that was undone, done again, edited over and undone step by step has the base of the first time', () => {
  const { baseOf, base, one, other, write, undo } = conflictedLife();
  const settled = write(one.value as string, one, other);
  const [again] = undo(undo([settled])) as [StoredOperation];
  const [restated] = undo([write('Close everything', again)]) as [StoredOperation];
  expect(undo([again], new Map([[restated.id, again.id]]))).toHaveLength(2);
  expect(baseOf()).toEqual(base);
});

test('[CF3] a third value that was written over the settled one, or beside it, changes nothing of the base', () => {
  for (const beside of [true, false]) {
    const { baseOf, base, one, other, write, undo } = conflictedLife();
    const settled = write('Close the bridge and the quay to all', one, other);
    undo([settled]);
    write('Close the quay', beside ? base : settled);
    expect(baseOf()).toEqual(base);
  }
});

test('[CF3] of two conflicts over the same words, the later one comes back with its own base', () => {
  const { baseOf, one, other, write, undo } = conflictedLife();
  const later = write('Open the bridge', write('Close the bridge and the quay to all', one, other));
  const settled = write('Closed', write(one.value as string, later), write(other.value as string, later));
  undo([settled]);
  expect(baseOf()).toEqual(later);
});

test('[CF3] who types a former value again has written after what they replaced', () => {
  const { baseOf, write, one, other } = conflictedLife();
  const settled = write('Close the bridge and the quay to all', one, other);
  write(one.value as string, settled);
  write(other.value as string, settled);
  expect(baseOf()).toEqual(settled);
});

test('[CF3] a record that is deleted here and brought back there asks again from where it asked', () => {
  const { exist, undo, baseOf } = createRecordLife();
  const made = exist('create', null);
  const gone = exist('delete', { seen: [] }, made);
  const back = exist('restore', null, gone);
  const away = exist('delete', { seen: [] }, gone);
  const settled = exist('restore', null, back, away);
  expect(undo([settled])).toHaveLength(2);
  expect(baseOf(existenceField)).toEqual(gone);
});
