/**
 * The part of a large workflow that its picture draws: what stands around the step in view ([WE12]). Laying out thousands of
 * shapes takes minutes, and nobody sees more than a few dozen at once. Pure.
 */
import type { DrawnWorkflow } from './join-branches.ts';

export interface WorkflowPart extends DrawnWorkflow {
  /** Numbers of the first and the last step that are drawn; null when all are. */
  readonly shown: { readonly first: number; readonly last: number } | null;
}

/** So many shapes are drawn whole. */
const whole = 500;
/** Shapes of a part, and how far the next one begins: half of what is shown stays when the picture moves on. */
const size = 240;
const stride = 120;

/** More shapes than these are laid out after what stands around the step in view: that is seen first. */
const seenFirst = 80;
const aroundFirst = { before: 6, after: 20 };

/** What stands nearest to the step in view, drawn while a larger picture is laid out; null where that is as quick. */
export function nearestOf({ nodes, edges }: DrawnWorkflow, current: string | null): WorkflowPart | null {
  if (nodes.length <= seenFirst) return null;
  const place = Math.max(0, current === null ? 0 : nodes.findIndex(({ id }) => id === current));
  const own = nodes.slice(Math.max(0, place - aroundFirst.before), place + aroundFirst.after);
  return { ...among(own, edges), shown: null };
}

function among(nodes: DrawnWorkflow['nodes'], edges: DrawnWorkflow['edges']): DrawnWorkflow {
  const ids = new Set(nodes.map(({ id }) => id));
  return { nodes, edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}

/** Which part holds this step with its neighbours on both sides; the same for steps that stand close together. */
export function partNumber({ nodes }: DrawnWorkflow, current: string | null): number {
  if (nodes.length <= whole) return 0;
  const place = Math.max(0, current === null ? 0 : nodes.findIndex(({ id }) => id === current));
  const last = Math.ceil((nodes.length - size) / stride);
  return Math.min(Math.max(0, Math.round((place - size / 2) / stride)), last);
}

/** Shapes of a part with the lines among them. */
export function partOfWorkflow(workflow: DrawnWorkflow, number: number): WorkflowPart {
  const { nodes, edges } = workflow;
  if (nodes.length <= whole) return { nodes, edges, shown: null };
  const own = nodes.slice(number * stride, number * stride + size);
  const numbers = own.flatMap((node) => node.number ?? []);
  const shown = { first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0 };
  return { ...among(own, edges), shown };
}
