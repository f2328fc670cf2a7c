/** A workflow as the layouter takes it, and what it answers as places and lines. Pure; the worker stands in workflow-layout.ts. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { WorkflowGraph } from './workflow-graph.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface WorkflowLayout {
  readonly width: number;
  readonly height: number;
  /** Top left corners by node. */
  readonly places: ReadonlyMap<string, Point>;
  readonly lines: ReadonlyMap<string, { readonly points: readonly Point[]; readonly label: Point | null }>;
}

export const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.nodeNode': '16',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '9',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.padding': '[top=6,left=6,bottom=6,right=6]',
};

/** Letters of a label to pixels at 13 px. */
const letter = 7.6;

/** The graph with sizes and options, as elkjs takes it. */
export function layoutInput(graph: WorkflowGraph): ElkNode {
  return {
    id: 'root',
    layoutOptions,
    children: graph.nodes.map(({ id, width, height }) => ({ id, width, height })),
    edges: graph.edges.map(({ id, from, to, label }) => ({
      id,
      sources: [from],
      targets: [to],
      ...(label === null
        ? {}
        : { labels: [{ id: `${id}:label`, text: label, width: label.length * letter + 8, height: 16 }] }),
    })),
  };
}

/** What elkjs answered. */
export function layoutOf(root: ElkNode): WorkflowLayout {
  return {
    width: root.width ?? 0,
    height: root.height ?? 0,
    places: new Map((root.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    lines: new Map(
      (root.edges ?? []).map((edge) => {
        const section = edge.sections?.[0];
        const label = edge.labels?.[0];
        const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
        const at = label?.x === undefined || label.y === undefined ? null : { x: label.x, y: label.y };
        return [edge.id, { points, label: at }];
      }),
    ),
  };
}

/** The layout for a reader from right to left: x runs the other way, nothing else changes. */
export function mirrored(layout: WorkflowLayout, graph: WorkflowGraph): WorkflowLayout {
  const flip = (x: number, width: number) => layout.width - x - width;
  const widths = new Map(graph.nodes.map(({ id, width }) => [id, width]));
  const labels = new Map(graph.edges.map(({ id, label }) => [id, (label?.length ?? 0) * letter + 8]));
  return {
    ...layout,
    places: new Map([...layout.places].map(([id, { x, y }]) => [id, { x: flip(x, widths.get(id) ?? 0), y }])),
    lines: new Map(
      [...layout.lines].map(([id, { points, label }]) => [
        id,
        {
          points: points.map(({ x, y }) => ({ x: flip(x, 0), y })),
          label: label && { x: flip(label.x, labels.get(id) ?? 0), y: label.y },
        },
      ]),
    ),
  };
}
