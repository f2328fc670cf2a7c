/** Which shape of the picture another one was dropped on. Pure. */

import type { Point, WorkflowLayout } from './elk-graph.ts';
import type { WorkflowGraph } from './workflow-graph.ts';

/** The shape under the middle of the one that was dropped with its corner at `at`; null when it is none. */
export function shapeUnder(graph: WorkflowGraph, layout: WorkflowLayout, dropped: string, at: Point): string | null {
  const own = graph.nodes.find(({ id }) => id === dropped);
  if (own === undefined) return null;
  const middle = { x: at.x + own.width / 2, y: at.y + own.height / 2 };
  return shapeAt(graph, layout, middle, dropped);
}

/** The shape at a point of the picture; null when it is none, or the one that does not count. */
export function shapeAt(graph: WorkflowGraph, layout: WorkflowLayout, point: Point, without = ''): string | null {
  const under = graph.nodes.find(({ id, width, height }) => {
    const place = layout.places.get(id);
    if (place === undefined || id === without) return false;
    const [dx, dy] = [point.x - place.x, point.y - place.y];
    return dx >= 0 && dx <= width && dy >= 0 && dy <= height;
  });
  return under?.id ?? null;
}
