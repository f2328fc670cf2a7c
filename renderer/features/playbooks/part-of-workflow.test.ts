import { expect, test } from 'vitest';
import type { WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow/workflow-of.ts';
import { partNumber, partOfWorkflow } from './part-of-workflow.ts';

function chain(count: number) {
  const nodes = Array.from({ length: count }, (_, i): WorkflowNode => ({ id: `${i}`, kind: 'action', number: i + 1 }));
  const edges = nodes.slice(1).map((_, i): WorkflowEdge => {
    return { id: `${i}/0`, from: `${i}`, to: `${i + 1}`, kind: 'next', label: null };
  });
  return { nodes, edges };
}

test('[WE12] a workflow that is seen at once is drawn whole', () => {
  const flow = chain(500);
  expect(partOfWorkflow(flow, partNumber(flow, '499'))).toEqual({ ...flow, shown: null });
});

test('[WE12] of 5,000 steps a part is drawn that holds the step in view and lines among what it holds', () => {
  const flow = chain(5_000);
  for (const current of [0, 1, 119, 120, 2_345, 4_880, 4_999]) {
    const part = partOfWorkflow(flow, partNumber(flow, String(current)));
    const ids = new Set(part.nodes.map(({ id }) => id));
    expect([current, ids.has(String(current)), ids.size <= 240]).toEqual([current, true, true]);
    // What comes before and after is there too, but at the ends of the playbook.
    for (const beside of [current - 30, current + 30]) {
      if (beside >= 0 && beside < 5_000) expect([current, ids.has(String(beside))]).toEqual([current, true]);
    }
    expect(part.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
    expect(part.shown).toEqual({ first: part.nodes[0]?.number, last: part.nodes.at(-1)?.number });
  }
  expect(partNumber(flow, '2000')).toBe(partNumber(flow, '2010'));
});
