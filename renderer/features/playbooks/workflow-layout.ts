/** Where the shapes of a workflow stand, worked out by elkjs in a worker of its own and remembered. */
import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js';
import { workerAddress } from '../../ui/trusted-types.ts';
import type { WorkflowGraph } from './workflow-graph.ts';
import workerScript from './workflow-layout.worker.ts?worker&url';

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

const options = {
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

let elk: InstanceType<typeof ELK> | null = null;
const known = new Map<string, Promise<WorkflowLayout>>();
/** Layouts remembered: a person goes to and fro between a few playbooks. */
const kept = 24;

/** Lays a graph out from top to bottom, left to right. The same graph is laid out once. */
export function layoutWorkflow(graph: WorkflowGraph): Promise<WorkflowLayout> {
  const shape = toElk(graph);
  const key = JSON.stringify(shape);
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = elkWorker().layout(shape).then(fromElk);
  known.set(key, made);
  made.catch(() => known.delete(key));
  if (known.size > kept) known.delete(known.keys().next().value as string);
  return made;
}

function elkWorker(): InstanceType<typeof ELK> {
  elk ??= new ELK({ workerFactory: () => new Worker(workerAddress(workerScript), { type: 'module', name: 'layout' }) });
  return elk;
}

/** Shapes of the graph that the layouter is warmed with: enough for its code to be compiled. */
const warmSize = 100;

/** Loads the layouter and lets it run once: cold, it takes a graph three times as long. */
export function warmLayout(): void {
  if (typeof Worker === 'undefined' || elk !== null) return;
  const ids = Array.from({ length: warmSize }, (_, place) => `n${place}`);
  const lead = (from: number, to: number) => ({ id: `e${from}-${to}`, sources: [`n${from}`], targets: [`n${to}`] });
  const edges = ids
    .slice(1)
    .flatMap((_, place) => [
      lead(place, place + 1),
      ...(place % 5 === 0 && place + 3 < warmSize ? [lead(place, place + 3)] : []),
    ]);
  void elkWorker().layout({
    id: 'warm',
    layoutOptions: options,
    children: ids.map((id) => ({ id, width: 204, height: 41 })),
    edges,
  });
}

function toElk(graph: WorkflowGraph): ElkNode {
  return {
    id: 'root',
    layoutOptions: options,
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

function fromElk(root: ElkNode): WorkflowLayout {
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
