import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUndoWorld, type Edit, recordIds } from '../../test/support/undo-world.ts';

const field = fc.constantFrom('title.en', 'title.ar', 'priority', 'labels', 'state');
const record = fc.constantFrom(...recordIds);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), record }),
  fc.record({ kind: fc.constant('set' as const), record, field, value: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('delete' as const), record }),
  fc.record({ kind: fc.constant('restore' as const), record }),
);
const action = fc.array(edit, { minLength: 1, maxLength: 4 });
/** Actions of the person, and now and then something that somebody else did apart. */
const life = fc.array(fc.record({ mine: fc.boolean(), edits: action }), { minLength: 1, maxLength: 8 });

test('an action that is undone leaves the view as it was', () => {
  fc.assert(
    fc.property(life, action, (before, last) => {
      const world = createUndoWorld();
      for (const { mine, edits } of before) world.act(mine ? 'me' : 'somebody', edits);
      const former = world.views();
      const done = world.act('me', last);
      if (done !== null) expect(world.undo(done)).toBeNull();
      expect(world.views()).toEqual(former);
    }),
    { numRuns: 400, seed: 20_261 },
  );
});

test('one after the other, all actions are undone back to the beginning, and done again to the end', () => {
  fc.assert(
    fc.property(fc.array(action, { minLength: 1, maxLength: 6 }), (actions) => {
      const world = createUndoWorld();
      const formers: unknown[] = [];
      for (const edits of actions) {
        const former = world.views();
        if (world.act('me', edits) !== null) formers.push(former);
      }
      const last = world.views();
      for (const former of formers.reverse()) {
        expect(world.undoLast()).toBeNull();
        expect(world.views()).toEqual(former);
      }
      // and forward again
      for (const _ of formers) expect(world.redoLast()).toBeNull();
      expect(world.views()).toEqual(last);
    }),
    { numRuns: 400, seed: 20_262 },
  );
});

test('an undo that is undone does the action again', () => {
  fc.assert(
    fc.property(life, action, (before, last) => {
      const world = createUndoWorld();
      for (const { mine, edits } of before) world.act(mine ? 'me' : 'somebody', edits);
      const done = world.act('me', last);
      if (done === null) return;
      const after = world.views();
      world.undo(done);
      expect(world.undo(world.lastUndo())).toBeNull();
      expect(world.views()).toEqual(after);
    }),
    { numRuns: 400, seed: 20_263 },
  );
});

test('what somebody else wrote in the same place since is never overwritten', () => {
  fc.assert(
    fc.property(life, record, field, (before, id, key) => {
      const world = createUndoWorld();
      for (const { mine, edits } of before) world.act(mine ? 'me' : 'somebody', edits);
      const done = world.act('me', [{ kind: 'set', record: id, field: key, value: 7 }]);
      if (done === null) return;
      world.act('somebody', [{ kind: 'set', record: id, field: key, value: 8 }]);
      const now = world.views();
      expect(world.undo(done)).toMatchObject({ kind: 'undo-changed-since', record: id });
      expect(world.views()).toEqual(now);
    }),
    { numRuns: 200, seed: 20_264 },
  );
});

test('a record that was made goes again, but not when somebody put something into it', () => {
  const [first = ''] = recordIds;
  const world = createUndoWorld();
  const done = world.act('me', [{ kind: 'create', record: first }]);
  world.act('somebody', [{ kind: 'set', record: first, field: 'priority', value: 1 }]);
  expect(done && world.undo(done)).toMatchObject({ kind: 'undo-changed-since' });
});

test('a conflict that was settled by mistake is a conflict again, with both values', () => {
  const [first = ''] = recordIds;
  const world = createUndoWorld();
  world.act('me', [{ kind: 'create', record: first }]);
  world.apart(
    [{ kind: 'set', record: first, field: 'state', value: 1 }],
    [{ kind: 'set', record: first, field: 'state', value: 2 }],
  );
  const former = world.views();
  expect(JSON.stringify(former)).toContain('"conflicts":["state"]');
  const settled = world.act('me', [{ kind: 'set', record: first, field: 'state', value: 3 }]);
  expect(settled && world.undo(settled)).toBeNull();
  expect(world.views()).toEqual(former);
});

test('what is not on this disk is not guessed', () => {
  const [first = ''] = recordIds;
  const world = createUndoWorld();
  world.act('me', [{ kind: 'create', record: first }]);
  world.act('me', [{ kind: 'set', record: first, field: 'state', value: 1 }]);
  const done = world.act('me', [{ kind: 'set', record: first, field: 'state', value: 2 }]);
  world.forgetBefore(done);
  expect(done && world.undo(done)).toMatchObject({ kind: 'undo-unknown' });
});

test('[CP8] what stood there without its value being kept is not taken for nothing', () => {
  const [first = ''] = recordIds;
  const world = createUndoWorld();
  world.act('me', [{ kind: 'create', record: first }]);
  world.act('me', [{ kind: 'set', record: first, field: 'state', value: 1 }]);
  const done = world.act('me', [{ kind: 'set', record: first, field: 'state', value: 2 }]);
  world.letGoBefore(done);
  expect(done && world.undo(done)).toMatchObject({ kind: 'undo-unknown' });
});
