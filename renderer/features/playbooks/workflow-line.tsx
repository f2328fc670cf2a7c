import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import type { Point } from './elk-graph.ts';
import css from './workflow.module.css';
import type { GraphEdge } from './workflow-graph.ts';

/** One line along the points of the layout, with soft corners, an arrow, and its word. */
export function WorkflowLine({ data }: EdgeProps) {
  const { edge, points, label } = data as unknown as {
    readonly edge: GraphEdge;
    readonly points?: readonly Point[];
    readonly label?: Point | null;
  };
  if (points === undefined || points.length < 2) return null;
  // dashed: the way that is taken when the answer is no or something fails
  const isDashed = edge.kind === 'no' || edge.kind === 'failure';
  return (
    <>
      <path d={roundedPath(points)} className={`${css.line} ${isDashed ? css.dashed : ''}`} />
      <path d={arrowAt(points)} className={css.line} />
      {edge.label !== null && label && (
        <EdgeLabelRenderer>
          <bdi className={css.label} style={{ transform: `translate(${label.x}px, ${label.y}px)` }}>
            {edge.label}
          </bdi>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

const radius = 9;

function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points as readonly [Point, ...Point[]];
  let path = `M${first.x} ${first.y}`;
  for (const [place, corner] of rest.entries()) {
    const before = points[place] as Point;
    const after = rest[place + 1];
    if (after === undefined) {
      path += `L${corner.x} ${corner.y}`;
      continue;
    }
    const start = towards(corner, before);
    const end = towards(corner, after);
    path += `L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`;
  }
  return path;
}

function towards(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const step = distance === 0 ? 0 : Math.min(radius, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * step, y: from.y + (to.y - from.y) * step };
}

/** An open arrow at the last point, in the direction of the last stretch. */
function arrowAt(points: readonly Point[]): string {
  const tip = points.at(-1) as Point;
  const before = points.at(-2) as Point;
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const wing = (turn: number) => `${tip.x - 7 * Math.cos(angle + turn)} ${tip.y - 7 * Math.sin(angle + turn)}`;
  return `M${wing(0.6)}L${tip.x} ${tip.y}L${wing(-0.6)}`;
}
