import { expect, test } from 'vitest';
import type { WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow/workflow-of.ts';
import { joinBranches } from './join-branches.ts';

const node = (id: string, kind: WorkflowNode['kind'] = 'action'): WorkflowNode => ({ id, kind, number: null });
const edge = (from: string, to: string, kind: WorkflowEdge['kind'] = 'next'): WorkflowEdge => ({
  id: `${from}>${to}`,
  from,
  to,
  kind,
  label: null,
});
const lines = (drawn: ReturnType<typeof joinBranches>) => drawn.edges.map(({ from, to }) => `${from}>${to}`);

test('branches of a parallel step come together where it goes on', () => {
  const drawn = joinBranches({
    nodes: [node('p', 'parallel'), node('a'), node('b'), node('after'), node('end-a', 'end'), node('end-b', 'end')],
    edges: [
      edge('p', 'a', 'together'),
      edge('p', 'b', 'together'),
      edge('p', 'after'),
      edge('a', 'end-a'),
      edge('b', 'end-b'),
    ],
  });
  expect(lines(drawn)).toEqual(['p>a', 'p>b', 'a>after', 'b>after']);
  expect(drawn.nodes.map(({ id }) => id)).toEqual(['p', 'a', 'b', 'after']);
});

test('the body of a loop leads back to it, and the loop still goes on', () => {
  const drawn = joinBranches({
    nodes: [node('w', 'while-condition'), node('body'), node('end-w', 'end'), node('after')],
    edges: [edge('w', 'body', 'repeat'), edge('w', 'after'), edge('body', 'end-w')],
  });
  expect(lines(drawn)).toEqual(['w>body', 'w>after', 'body>w']);
});

test('an answer without a branch goes straight on', () => {
  const drawn = joinBranches({
    nodes: [node('if', 'if-condition'), node('yes'), node('end-y', 'end'), node('after')],
    edges: [edge('if', 'yes', 'yes'), edge('if', 'after'), edge('yes', 'end-y')],
  });
  expect(lines(drawn)).toEqual(['if>yes', 'if>after', 'yes>after']);
});

test('an inner fork joins inside the outer one', () => {
  const drawn = joinBranches({
    nodes: [
      node('o', 'parallel'),
      node('i', 'parallel'),
      node('x'),
      node('y'),
      node('z'),
      node('after'),
      node('e1', 'end'),
      node('e2', 'end'),
    ],
    edges: [
      edge('o', 'i', 'together'),
      edge('o', 'after'),
      edge('i', 'x', 'together'),
      edge('i', 'y', 'together'),
      edge('i', 'z'),
      edge('x', 'e1'),
      edge('y', 'e1'),
      edge('z', 'e2'),
    ],
  });
  expect(lines(drawn)).toEqual(['o>i', 'i>x', 'i>y', 'x>z', 'y>z', 'z>after']);
});

test('a workflow without branches stays as it is', () => {
  const plain = { nodes: [node('a'), node('end', 'end')], edges: [edge('a', 'end')] };
  expect(joinBranches(plain)).toEqual(plain);
});
