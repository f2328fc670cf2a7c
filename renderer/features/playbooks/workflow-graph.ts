/** The workflow as shapes with sizes and labelled lines, before anybody lays it out. Pure. */

import { pickText, type ShownText } from '../../../shared/domain/localised.ts';
import type { StepEdge } from '../../../shared/domain/workflow/step-edges.ts';
import type { Workflow } from '../../../shared/domain/workflow/workflow-of.ts';
import { joinBranches } from './join-branches.ts';
import { partOfWorkflow, type WorkflowPart } from './part-of-workflow.ts';
import { decisionKinds, type StepsModel } from './steps-model.ts';

export type NodeShape = 'step' | 'decision' | 'together' | 'start' | 'end';

export interface GraphNode {
  readonly id: string;
  readonly shape: NodeShape;
  readonly number: number | null;
  readonly name: ShownText | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly hasConflict: boolean;
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: StepEdge['kind'];
  readonly label: string | null;
}

export interface WorkflowGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Numbers of the steps that are drawn when not all are. */
  readonly shown: WorkflowPart['shown'];
}

/** Pixels of a shape by how many stand beside each other: the pane shows four without being smaller than people read. */
const widths = [204, 204, 204, 148] as const;
const narrowest = 116;
/** Pixels of a line of a name, of a letter, and of what is around it. */
const line = 17;
const letter = 6.75;
const around = 24;

/**
 * @param edgeWord What stands at a branch; plain "then" lines carry no word.
 * @param part What is drawn: the whole, or of a large workflow a part.
 */
export function workflowGraph(
  steps: StepsModel,
  lang: string,
  original: string | undefined,
  edgeWord: (edge: StepEdge) => string,
  part: WorkflowPart = partOfWorkflow(steps.workflow, 0),
): WorkflowGraph {
  const { shown, ...own } = part;
  const drawn = joinBranches(own);
  const width = widths[columnsOf(drawn)] ?? narrowest;
  const nodes = drawn.nodes
    .flatMap(({ id }) => steps.byId.get(id) ?? [])
    .map((step): GraphNode => {
      const shape = shapeOf(step.kind);
      const name = pickText(step.name, lang, original);
      return {
        id: step.id,
        shape,
        number: steps.numberOf.get(step.id) ?? null,
        name,
        ...sizeOf(shape, name?.text ?? '', width),
        hasConflict: step.conflicts.length > 0,
      };
    });
  const edges = drawn.edges.map((edge): GraphEdge => {
    const isPlain = edge.kind === 'next' || edge.kind === 'together';
    return { id: edge.id, from: edge.from, to: edge.to, kind: edge.kind, label: isPlain ? null : edgeWord(edge) };
  });
  return { nodes, edges, shown };
}

function shapeOf(kind: string | undefined): NodeShape {
  if (kind === 'start' || kind === 'end') return kind;
  if (kind === 'parallel') return 'together';
  return decisionKinds.has(kind ?? '') ? 'decision' : 'step';
}

/** How many shapes stand beside each other at the widest place, when each stands under what leads to it. */
function columnsOf({ nodes, edges }: Pick<Workflow, 'nodes' | 'edges'>): number {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const onward = new Map<string, string[]>();
  for (const { from, to } of edges) onward.set(from, [...(onward.get(from) ?? []), to]);
  const depths = new Map<string, number>();
  for (const [place, { id }] of nodes.entries()) {
    const depth = depths.get(id) ?? 0;
    depths.set(id, depth);
    for (const to of onward.get(id) ?? []) {
      if ((places.get(to) ?? 0) > place) depths.set(to, Math.max(depths.get(to) ?? 0, depth + 1));
    }
  }
  const beside = new Map<number, number>();
  for (const depth of depths.values()) beside.set(depth, (beside.get(depth) ?? 0) + 1);
  return Math.max(1, ...beside.values());
}

function sizeOf(shape: NodeShape, name: string, width: number): { width: number; height: number } {
  if (shape === 'start' || shape === 'end') return { width: 72, height: 28 };
  if (shape === 'together') return { width: Math.min(width, 168), height: 30 };
  const room = (width - (shape === 'decision' ? 62 : 42)) / letter;
  const mostLines = width < 204 ? 5 : 3;
  const lines = Math.min(mostLines, Math.max(1, Math.ceil(unitsOf(name) / room)));
  return { width, height: lines * line + around + (shape === 'decision' ? 10 : 0) };
}

/** Width of a text in letters: a Chinese character takes the room of two. */
function unitsOf(text: string): number {
  let units = 0;
  for (const character of text) units += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1;
  return units;
}
