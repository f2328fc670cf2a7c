/** Where the shapes of a workflow stand, worked out by elkjs in a worker of its own and remembered. */
import ELK from 'elkjs/lib/elk-api.js';
import { workerAddress } from '../../ui/trusted-types.ts';
import { layoutInput, layoutOf, layoutOptions, type WorkflowLayout } from './elk-graph.ts';
import type { WorkflowGraph } from './workflow-graph.ts';
import workerScript from './workflow-layout.worker.ts?worker&url';

let elk: InstanceType<typeof ELK> | null = null;
const known = new Map<string, Promise<WorkflowLayout>>();
/** Layouts remembered: a person goes to and fro between a few playbooks. */
const kept = 24;

/** Lays a graph out from top to bottom, left to right. The same graph is laid out once. */
export function layoutWorkflow(graph: WorkflowGraph): Promise<WorkflowLayout> {
  const shape = layoutInput(graph);
  const key = JSON.stringify(shape);
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = elkWorker().layout(shape).then(layoutOf);
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
    layoutOptions,
    children: ids.map((id) => ({ id, width: 204, height: 41 })),
    edges,
  });
}
