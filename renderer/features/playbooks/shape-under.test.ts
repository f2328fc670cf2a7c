import { expect, test } from 'vitest';
import { shapeUnder } from './shape-under.ts';
import type { GraphNode } from './workflow-graph.ts';

const node = (id: string) => ({ id, width: 100, height: 40 }) as GraphNode;
const graph = { nodes: [node('a'), node('b')], edges: [], shown: null };
const layout = {
  ...{ width: 100, height: 140, lines: new Map() },
  places: new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 0, y: 100 }],
  ]),
};

test('a shape lies on the one that its middle is over, and on none where nothing is', () => {
  expect(shapeUnder(graph, layout, 'a', { x: 20, y: 90 })).toBe('b');
  expect(shapeUnder(graph, layout, 'a', { x: 2, y: 3 })).toBeNull();
  expect(shapeUnder(graph, layout, 'b', { x: 300, y: 0 })).toBeNull();
  expect(shapeUnder(graph, layout, 'gone', { x: 0, y: 0 })).toBeNull();
});
