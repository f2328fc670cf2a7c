/** The workflow as shapes with sizes and labelled lines, before anybody lays it out. Pure. */
import type { StepEdge } from '../../../shared/domain/workflow/step-edges.ts';
import { joinBranches } from './join-branches.ts';
import { pickText, type ShownText } from './localised.ts';
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
}

const width = 204;
/** Pixels of a line of a name, and of what is around it. */
const line = 17;
const around = 24;
const mostLines = 3;

/** @param edgeWord What stands at a branch; plain "then" lines carry no word. */
export function workflowGraph(
  steps: StepsModel,
  lang: string,
  original: string | undefined,
  edgeWord: (edge: StepEdge) => string,
): WorkflowGraph {
  const drawn = joinBranches(steps.workflow);
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
        ...sizeOf(shape, name?.text ?? ''),
        hasConflict: step.conflicts.length > 0,
      };
    });
  const edges = drawn.edges.map((edge): GraphEdge => {
    const isPlain = edge.kind === 'next' || edge.kind === 'together';
    return { id: edge.id, from: edge.from, to: edge.to, kind: edge.kind, label: isPlain ? null : edgeWord(edge) };
  });
  return { nodes, edges };
}

function shapeOf(kind: string | undefined): NodeShape {
  if (kind === 'start' || kind === 'end') return kind;
  if (kind === 'parallel') return 'together';
  return decisionKinds.has(kind ?? '') ? 'decision' : 'step';
}

function sizeOf(shape: NodeShape, name: string): { width: number; height: number } {
  if (shape === 'start' || shape === 'end') return { width: 72, height: 28 };
  if (shape === 'together') return { width: 168, height: 30 };
  const lines = Math.min(mostLines, Math.max(1, Math.ceil(unitsOf(name) / (shape === 'decision' ? 21 : 24))));
  return { width, height: lines * line + around + (shape === 'decision' ? 10 : 0) };
}

/** Width of a text in letters: a Chinese character takes the room of two. */
function unitsOf(text: string): number {
  let units = 0;
  for (const character of text) units += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1;
  return units;
}
