import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkflowWorld, type WorkflowWorld } from '../../../test/support/workflow-world.ts';
import { drawLine, lineMeanings, meaningsTo } from './draw-lines.ts';
import { addStepAfter, beginFlow, type DoneKind, doneKinds } from './edit-steps.ts';
import { outlineOf, rowsOfOutline } from './outline.ts';
import { branchEdges, stepEdges } from './step-edges.ts';
import { workflowOf } from './workflow-of.ts';

const rows = (world: WorkflowWorld) => rowsOfOutline(outlineOf(world.flow().steps, world.flow().start));
const stepOf = (world: WorkflowWorld, id: string) => {
  const found = world.views().find((step) => step.id === id);
  if (found === undefined) throw new Error(`${id} is gone`);
  return found;
};

/** `start -> a -> opener -> end`, the opener of this kind. */
function worldWith(kind: DoneKind) {
  const world = createWorkflowWorld();
  world.save(beginFlow(world.flow(), world.newId));
  const [first = ''] = rows(world);
  const added = addStepAfter(world.flow(), first, kind, world.newId);
  world.save(added);
  return { world, first, opener: added?.focus ?? '' };
}

test('[WE11] a line into the empty makes a sound workflow whatever it means, and is undone as one action', () => {
  fc.assert(
    fc.property(fc.constantFrom(...doneKinds), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (kind, picks) => {
      const { world, opener } = worldWith(kind);
      for (const pick of picks) {
        const meanings = lineMeanings(stepOf(world, opener));
        const meaning = meanings[pick % meanings.length];
        if (meaning === undefined) throw new Error('a step that is done leads somewhere');
        const former = world.values();
        const edited = drawLine(world.flow(), opener, meaning.kind, 'new', world.newId);
        const saved = world.save(edited);
        if (saved === null) throw new Error(`${meaning.kind} was not drawn`);
        world.undo(saved);
        expect(world.values()).toEqual(former);
        world.save(drawLine(world.flow(), opener, meaning.kind, 'new', world.newId));
        const { steps, start, exception } = world.flow();
        expect(workflowOf(steps, start, exception).problems).toEqual([]);
      }
    }),
    { numRuns: 10, seed: 1 },
  );
});

test('[WE11] a line means one of what its kind has, and leads there instead where there is one', () => {
  const meant = (kind: DoneKind) => {
    const { world, opener } = worldWith(kind);
    return lineMeanings(stepOf(world, opener)).map(({ kind: edge, replaces }) => `${edge}${replaces ? ' again' : ''}`);
  };
  expect(meant('action')).toEqual(['next again', 'failure']);
  expect(meant('if-condition')).toEqual(['yes again', 'no', 'next again']);
  expect(meant('while-condition')).toEqual(['repeat again', 'next again']);
  expect(meant('switch-condition')).toEqual(['case', 'next again']);
  expect(meant('parallel')).toEqual(['together', 'next again']);
});

test('[WE11] a line to a step is a connection by hand; a failure leaves the way on as that of success', () => {
  const { world, first, opener } = worldWith('action');
  world.save(drawLine(world.flow(), opener, 'failure', first, world.newId));
  const { onCompletion, onSuccess, onFailure } = stepOf(world, opener);
  expect([onCompletion, stepOf(world, onSuccess ?? '').kind, onFailure]).toEqual([undefined, 'end', first]);
  expect(lineMeanings(stepOf(world, opener)).map(({ kind }) => kind)).toEqual(['success', 'failure']);
});

test('[WE11] branches that are drawn get ends of their own; no line leads to itself, to the start or out of an end', () => {
  const { world, first, opener } = worldWith('parallel');
  const end = stepEdges(stepOf(world, opener)).find(({ kind }) => kind === 'next')?.to ?? '';
  world.save(drawLine(world.flow(), opener, 'together', end, world.newId));
  const targets = branchEdges(stepOf(world, opener)).map(({ to }) => to);
  expect([targets.length, new Set(targets).size, targets.includes(end)]).toEqual([3, 3, false]);
  const start = world.views().find(({ kind }) => kind === 'start')?.id ?? '';
  for (const [from, to] of [
    [opener, opener],
    [opener, start],
    [end, first],
  ] as const) {
    expect(drawLine(world.flow(), from, 'next', to, world.newId)).toBeNull();
    expect(meaningsTo(world.flow(), from, to, world.newId)).toEqual([]);
  }
});

test('[WE11] one is asked only for what can be drawn to where the line leads', () => {
  const { world, first, opener } = worldWith('action');
  const meant = (from: string, to: string) => meaningsTo(world.flow(), from, to, world.newId).map(({ kind }) => kind);
  expect(meant(opener, first)).toEqual(['next', 'failure']);
  expect(meant(opener, 'new')).toEqual(['next', 'failure']);
  // It leads there already, and an end leads on to another one.
  expect(meant(first, opener)).toEqual(['failure']);
  expect(meant(opener, stepOf(world, opener).onCompletion ?? '')).toEqual(['failure']);
});

test('[WE2] a line drawn in vain changes nothing', () => {
  const { world, first, opener } = worldWith('action');
  expect(drawLine(world.flow(), first, 'next', opener, world.newId)).toBeNull();
  expect(drawLine(world.flow(), first, 'yes', opener, world.newId)).toBeNull();
  expect(drawLine(world.flow(), first, 'next', 'nowhere', world.newId)).toBeNull();
});
