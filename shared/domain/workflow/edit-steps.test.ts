import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkflowWorld, type WorkflowWorld } from '../../../test/support/workflow-world.ts';
import { type StepKind, stepKinds } from '../step.ts';
import { placeOfEdge } from './edge-place.ts';
import { addBranch, changeKind, removeBranch, renameCase } from './edit-branches.ts';
import {
  addStep,
  addStepAfter,
  beginFlow,
  connectEdge,
  type DoneKind,
  doneKinds,
  type Edited,
  moveStep,
  moveStepAfter,
  removeStep,
  wrapStep,
} from './edit-steps.ts';
import type { Flow } from './flow-draft.ts';
import { placeBeside } from './moves-in-outline.ts';
import { outlineOf, rowsOfOutline } from './outline.ts';
import { branchEdges, stepEdges } from './step-edges.ts';
import { inReadingOrder, type WorkflowStep, workflowOf } from './workflow-of.ts';

const acts = ['add', 'after', 'remove', 'move', 'beside', 'wrap', 'branch', 'prune', 'kind', 'rename'] as const;
interface Act {
  readonly act: (typeof acts)[number];
  readonly a: number;
  readonly b: number;
  readonly kind: DoneKind;
}
const act: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom(...acts),
  a: fc.nat({ max: 50 }),
  b: fc.nat({ max: 50 }),
  kind: fc.constantFrom(...doneKinds),
});
const openers = ['if-condition', 'while-condition', 'parallel', 'switch-condition'] as const;

/** What the act comes to in this flow. */
function editOf(flow: Flow, { act: what, a, b, kind }: Act, newId: () => string): Edited {
  const outline = outlineOf(flow.steps, flow.start);
  const rows = rowsOfOutline(outline);
  const slots = outline.items.flatMap((item) => (item.kind === 'slot' ? [item.place] : []));
  const row = rows[a % Math.max(1, rows.length)] ?? '';
  const slot = slots[b % Math.max(1, slots.length)];
  if (slot === undefined) return null;
  switch (what) {
    case 'add':
      return addStep(flow, slot, kind, newId);
    case 'after':
      return addStepAfter(flow, row, kind, newId);
    case 'remove':
      return removeStep(flow, row, newId);
    case 'move':
      return moveStep(flow, row, slot, newId);
    case 'beside': {
      const place = placeBeside(flow, row, b % 2 === 0 ? 1 : -1);
      return place === null ? null : moveStep(flow, row, place, newId);
    }
    case 'wrap':
      return wrapStep(flow, row, openers[b % openers.length] ?? 'parallel', newId);
    case 'branch':
      return addBranch(flow, row, newId);
    case 'prune':
      return removeBranch(flow, slot, newId);
    case 'kind':
      return changeKind(flow, row, kind, newId);
    case 'rename':
      return renameCase(flow, row, '1', String(b));
  }
}

function begun(): WorkflowWorld {
  const world = createWorkflowWorld();
  world.save(beginFlow(world.flow(), world.newId));
  return world;
}

test('[WE2] [WE3] whatever is done to a new playbook, it has one start, every step is reached and every way ends', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (list) => {
      const world = begun();
      for (const each of list) {
        world.save(editOf(world.flow(), each, world.newId));
        const { steps, start, exception } = world.flow();
        expect({ after: each, problems: workflowOf(steps, start, exception).problems }).toEqual({
          after: each,
          problems: [],
        });
      }
    }),
    { numRuns: 60, seed: 20_261 },
  );
});

test('[WE1] an edit is undone as one action, and everything is as it was', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 8 }), (list) => {
      const world = begun();
      for (const each of list) {
        const former = world.values();
        const saved = world.save(editOf(world.flow(), each, world.newId));
        if (saved === null) continue;
        world.undo(saved);
        expect({ after: each, values: world.values() }).toEqual({ after: each, values: former });
        world.save(editOf(world.flow(), each, world.newId));
      }
    }),
    { numRuns: 40, seed: 7 },
  );
});

test('[WE8] reading order is the order of the outline', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (list) => {
      const world = begun();
      for (const each of list) {
        world.save(editOf(world.flow(), each, world.newId));
        const { steps, start } = world.flow();
        const read = inReadingOrder(steps).filter(({ kind }) => kind !== 'start' && kind !== 'end');
        expect({ after: each, read: read.map(({ id }) => id) }).toEqual({
          after: each,
          read: rowsOfOutline(outlineOf(steps, start)),
        });
      }
    }),
    { numRuns: 60, seed: 3 },
  );
});

/** Steps of any kind whose edges lead anywhere, to nowhere too. */
const tangle: fc.Arbitrary<Flow> = fc
  .array(fc.tuple(fc.constantFrom(...stepKinds), fc.array(fc.nat({ max: 12 }), { minLength: 7, maxLength: 7 })), {
    minLength: 1,
    maxLength: 10,
  })
  .map((drawn) => {
    const to = (n: number | undefined) => ((n ?? 0) > 10 ? undefined : `t-${n}`);
    const steps = drawn.map(([kind, n], i) => ({
      ...{ id: `t-${i}`, kind: kind as StepKind, order: `a${i}` },
      ...{ onCompletion: to(n[0]), onSuccess: to(n[1]), onFailure: to(n[2]), onTrue: to(n[3]), onFalse: to(n[4]) },
      cases: to(n[5]) === undefined ? undefined : { low: to(n[5]), high: to(n[6]) ?? 't-0' },
      nextSteps: to(n[6]) === undefined ? undefined : [to(n[5]) ?? 't-1', to(n[6])],
    })) as unknown as WorkflowStep[];
    return { steps, start: 't-0', exception: null };
  });

test('[WE2] in any tangle no edit makes an edge that leads nowhere', () => {
  const danglingOf = ({ steps }: Flow) => {
    const known = new Set(steps.map(({ id }) => id));
    const edges = steps.flatMap((step) => stepEdges(step).map(({ to }) => to));
    return new Set(edges.filter((to) => !known.has(to)));
  };
  fc.assert(
    fc.property(tangle, fc.array(act, { maxLength: 4 }), (flow, list) => {
      let count = 0;
      let now = flow;
      for (const each of list) {
        count += 1;
        const edited = editOf(now, each, () => `n-${++count}`);
        if (edited === null) continue;
        const before = danglingOf(now);
        now = flowAfter(now, edited);
        for (const to of danglingOf(now)) expect(before).toContain(to);
      }
    }),
    { numRuns: 200, seed: 11 },
  );
});

function flowAfter(flow: Flow, edited: NonNullable<Edited>): Flow {
  const steps = new Map<string, WorkflowStep>(flow.steps.map((step) => [step.id, step]));
  let start = flow.start;
  for (const change of edited.changes) {
    if (change.kind === 'remove') steps.delete(change.record);
    else if (change.kind === 'header') start = (change.values['workflowStart'] ?? start) as string | null;
    else {
      const values = Object.fromEntries(Object.entries(change.values).map(([key, value]) => [key, value ?? undefined]));
      steps.set(change.record, {
        ...steps.get(change.record),
        ...values,
        id: change.record,
      } as unknown as WorkflowStep);
    }
  }
  return { ...flow, steps: [...steps.values()], start };
}

/** `start -> a -> b -> end` with names to follow. */
function twoSteps() {
  const world = begun();
  const [first = ''] = rowsOfOutline(outlineOf(world.flow().steps, world.flow().start));
  const added = addStepAfter(world.flow(), first, 'action', world.newId);
  world.save(added);
  return { world, first, second: added?.focus ?? '' };
}
const stepOf = (world: WorkflowWorld, id: string) => {
  const found = world.views().find((step) => step.id === id);
  if (found === undefined) throw new Error(`${id} is gone`);
  return found;
};

test('[WE4] a new step stands on the edge, and leads on to where the edge led', () => {
  const { world, first, second } = twoSteps();
  const added = addStepAfter(world.flow(), first, 'if-condition', world.newId);
  world.save(added);
  const decision = stepOf(world, added?.focus ?? '');
  expect(stepOf(world, first).onCompletion).toBe(decision.id);
  expect(decision.onCompletion).toBe(second);
  expect(stepOf(world, decision.onTrue ?? '').kind).toBe('end');
});

test('[WE5] what led to a removed step leads on, and what only it led to goes', () => {
  const { world, first, second } = twoSteps();
  world.save(wrapStep(world.flow(), second, 'parallel', world.newId));
  const opener = stepOf(world, stepOf(world, first).onCompletion ?? '');
  expect(opener.nextSteps).toHaveLength(2);
  world.save(removeStep(world.flow(), opener.id, world.newId));
  const [end] = world.views().filter(({ kind }) => kind === 'end');
  expect(stepOf(world, first).onCompletion).toBe(end?.id);
  expect(world.views().map(({ kind }) => kind)).toHaveLength(3);
});

test('[WE6] a step moves with its branches, and never into itself', () => {
  const { world, first, second } = twoSteps();
  world.save(wrapStep(world.flow(), second, 'if-condition', world.newId));
  const decision = stepOf(world, stepOf(world, first).onCompletion ?? '');
  expect(moveStep(world.flow(), decision.id, { from: second, field: 'onCompletion' }, world.newId)).toBeNull();
  const start = world.views().find(({ kind }) => kind === 'start');
  world.save(moveStep(world.flow(), decision.id, { from: start?.id ?? '', field: 'onCompletion' }, world.newId));
  expect(rowsOfOutline(outlineOf(world.flow().steps, world.flow().start))).toEqual([decision.id, second, first]);
});

test('[WE6] a step goes right after another one, into the first branch of one that only branches', () => {
  const { world, first, second } = twoSteps();
  world.save(moveStepAfter(world.flow(), first, second, world.newId));
  expect(rowsOfOutline(outlineOf(world.flow().steps, world.flow().start))).toEqual([second, first]);
  expect(moveStepAfter(world.flow(), first, first, world.newId)).toBeNull();
  world.set(second, { kind: 'if-condition', onTrue: first, onFalse: first, onCompletion: null });
  expect(moveStepAfter(world.flow(), first, second, world.newId)).toBeNull();
});

test('[WE7] a step of another kind keeps its branches as far as the new kind has them, and gets a new key', () => {
  const { world, second } = twoSteps();
  world.set(second, { cacaoId: 'action--1', commands: [{ type: 'manual', command: 'x' }] });
  world.save(changeKind(world.flow(), second, 'parallel', world.newId));
  const parallel = stepOf(world, second);
  expect([parallel.kind, parallel.cacaoId, parallel.commands]).toEqual(['parallel', undefined, undefined]);
  expect(branchEdges(parallel)).toHaveLength(2);
  world.save(changeKind(world.flow(), second, 'if-condition', world.newId));
  expect(stepOf(world, second)).toMatchObject({ onTrue: parallel.nextSteps?.[0], onFalse: parallel.nextSteps?.[1] });
  world.save(changeKind(world.flow(), second, 'action', world.newId));
  expect(world.views()).toHaveLength(4);
});

test('an action that may fail has a way for it, and loses it again', () => {
  const { world, first, second } = twoSteps();
  world.save(addBranch(world.flow(), first, world.newId));
  expect([stepOf(world, first).onCompletion, stepOf(world, first).onSuccess]).toEqual([undefined, second]);
  world.save(removeBranch(world.flow(), { from: first, field: 'onFailure' }, world.newId));
  expect([stepOf(world, first).onCompletion, stepOf(world, first).onFailure]).toEqual([second, undefined]);
});

test('a connection by hand goes where it is told, and the end that it left is tidied away', () => {
  const { world, first, second } = twoSteps();
  world.save(connectEdge(world.flow(), { from: second, field: 'onCompletion' }, first, world.newId));
  const { steps, start } = world.flow();
  expect(workflowOf(steps, start).problems.map(({ kind }) => kind)).toEqual(['no-end', 'endless-loop']);
  world.save(connectEdge(world.flow(), { from: second, field: 'onCompletion' }, 'end', world.newId));
  expect(workflowOf(world.flow().steps, start).problems).toEqual([]);
});

test('branches of a decision without a way on come together where both lead', () => {
  const flow: Flow = {
    steps: [
      { id: 's', kind: 'start', order: 'a0', onCompletion: 'd' },
      { id: 'd', kind: 'if-condition', order: 'a1', onTrue: 'y', onFalse: 'n' },
      { id: 'y', kind: 'action', order: 'a2', onCompletion: 'j' },
      { id: 'n', kind: 'action', order: 'a3', onCompletion: 'j' },
      { id: 'j', kind: 'action', order: 'a4', onCompletion: 'e' },
      { id: 'e', kind: 'end', order: 'a5' },
    ] as unknown as WorkflowStep[],
    start: 's',
    exception: null,
  };
  const rows = outlineOf(flow.steps, 's').items.flatMap((item) =>
    item.kind === 'step' ? [[item.id, item.depth]] : [],
  );
  expect(rows).toEqual([
    ['d', 0],
    ['y', 1],
    ['n', 1],
    ['j', 0],
  ]);
  expect(moveStep(flow, 'd', placeOfEdge('j', { kind: 'next', to: 'e', label: null }), () => 'x')).toBeNull();
});

test('5,000 steps that all branch are outlined in good time', () => {
  const steps = Array.from({ length: 5_000 }, (_, i) => ({
    ...{ id: `${i}`, kind: 'if-condition', order: String(i).padStart(6, '0') },
    ...{ onTrue: String((i + 1) % 5_000), onFalse: String((i * 7_919) % 5_000) },
  })) as unknown as WorkflowStep[];
  const before = performance.now();
  expect(outlineOf(steps, '0').items.filter(({ kind }) => kind === 'step')).toHaveLength(5_000);
  expect(performance.now() - before).toBeLessThan(1_000);
});
