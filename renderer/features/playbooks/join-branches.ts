/**
 * CACAO lets each branch run into an end step of its own, then the step that opened it goes on (2.0, section 4). People
 * draw it the other way: branches come together again. This redraws the lines so; what happens is the same. Pure.
 */
import type { WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow/workflow-of.ts';

export interface DrawnWorkflow {
  readonly nodes: readonly WorkflowNode[];
  readonly edges: readonly WorkflowEdge[];
}

const branchKinds: ReadonlySet<string> = new Set(['yes', 'no', 'case', 'together', 'repeat']);

/** Ends of branches lead on to where their opener goes on, or back to a loop; end steps that nothing leads to go. */
export function joinBranches({ nodes, edges }: DrawnWorkflow): DrawnWorkflow {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  let drawn = [...edges];
  // Inner openers come after outer ones in reading order, and join first.
  for (const opener of [...nodes].reverse()) {
    const branches = drawn.filter(({ from, kind }) => from === opener.id && branchKinds.has(kind));
    const onward = drawn.find(({ from, kind }) => from === opener.id && kind === 'next');
    if (branches.length === 0 || onward === undefined) continue;
    const isLoop = opener.kind === 'while-condition';
    const target = isLoop ? opener.id : onward.to;
    const inside = reached(
      branches.map(({ to }) => to),
      drawn,
      new Set([opener.id, onward.to]),
    );
    const joins = drawn.filter(
      ({ from, to, id }) =>
        kindOf.get(to) === 'end' && (inside.has(from) || branches.some((branch) => branch.id === id)),
    );
    if (joins.length === 0) continue;
    const joining = new Set(joins.map(({ id }) => id));
    drawn = drawn.map((edge) => (joining.has(edge.id) ? { ...edge, to: target } : edge));
    // an answer that has no branch of its own still goes straight on
    const goesStraight = isLoop || (opener.kind === 'if-condition' && branches.length < 2);
    if (!goesStraight) drawn = drawn.filter(({ id }) => id !== onward.id);
  }
  const used = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  return { nodes: nodes.filter(({ id, kind }) => kind !== 'end' || used.has(id)), edges: drawn };
}

function reached(
  from: readonly string[],
  edges: readonly WorkflowEdge[],
  stops: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = from.filter((id) => !stops.has(id));
  while (open.length > 0) {
    const id = open.pop() as string;
    if (found.has(id)) continue;
    found.add(id);
    for (const edge of edges) if (edge.from === id && !stops.has(edge.to)) open.push(edge.to);
  }
  return found;
}
