/** A workflow as people read it: steps one under the other, branches indented, and a place for a new step on every edge. */
import type { RecordId } from '../../base/ids.ts';
import { type EdgePlace, placeOfEdge } from './edge-place.ts';
import { branchEdges, onwardEdges, type StepEdge, stepEdges } from './step-edges.ts';
import { inReadingOrder, type WorkflowStep } from './workflow-of.ts';

export interface OutlineStep {
  readonly kind: 'step';
  readonly id: RecordId;
  /** How many branches it stands in. */
  readonly depth: number;
}
export interface OutlineSlot {
  readonly kind: 'slot';
  readonly place: EdgePlace;
  readonly edge: StepEdge;
  readonly depth: number;
  /** It begins a branch, and is labelled. */
  readonly isBranch: boolean;
  /** Of a branch in which nothing stands yet. */
  readonly isEmpty: boolean;
}
export type OutlineItem = OutlineStep | OutlineSlot;

export interface Outline {
  readonly items: readonly OutlineItem[];
  /** Steps that no way from the start leads to, in reading order; they have no places. Ends are no rows. */
  readonly loose: readonly RecordId[];
}

/** Larger workflows are files of machines: where their branches meet is not looked for. */
const joinsUpTo = 1_500;

/** @param start The first step; without it, the first start step. */
export function outlineOf(steps: readonly WorkflowStep[], start: RecordId | null): Outline {
  const ordered = inReadingOrder(steps);
  const byId = new Map(ordered.map((step) => [step.id, step]));
  const begin = start !== null && byId.has(start) ? start : (ordered.find(({ kind }) => kind === 'start')?.id ?? null);
  const walk = new OutlineWalk(byId);
  if (begin !== null) walk.follow(begin);
  const loose = ordered.filter(({ id, kind }) => !walk.seen.has(id) && kind !== 'end' && kind !== 'start');
  return { items: walk.items, loose: loose.map(({ id }) => id) };
}

/** Ids of the steps that people carry out, in the order of the outline, loose ones last. */
export function rowsOfOutline({ items, loose }: Outline): RecordId[] {
  return [...items.flatMap((item) => (item.kind === 'step' ? [item.id] : [])), ...loose];
}

/** What is still to be read; the last one is next. */
type Task =
  | { readonly kind: 'follow'; readonly id: RecordId; readonly depth: number }
  | { readonly kind: 'slot'; readonly slot: Omit<OutlineSlot, 'isEmpty'> }
  | { readonly kind: 'stop'; readonly id: RecordId; readonly by: 1 | -1 };

class OutlineWalk {
  readonly items: OutlineItem[] = [];
  readonly seen = new Set<RecordId>();
  /** Where branches meet again: they end there. */
  private readonly stops = new Map<RecordId, number>();
  private readonly byId: ReadonlyMap<RecordId, WorkflowStep>;

  constructor(byId: ReadonlyMap<RecordId, WorkflowStep>) {
    this.byId = byId;
  }

  /** With a stack of its own: a hostile workflow nests as deep as it is long. */
  follow(from: RecordId): void {
    const open: Task[] = [{ kind: 'follow', id: from, depth: 0 }];
    while (open.length > 0) {
      const task = open.pop() as Task;
      if (task.kind === 'stop') this.stops.set(task.id, (this.stops.get(task.id) ?? 0) + task.by);
      else if (task.kind === 'slot') {
        const isEmpty = task.slot.isBranch && !this.isNext(task.slot.edge.to);
        this.items.push({ ...task.slot, isEmpty });
      } else if (this.isNext(task.id)) open.push(...this.read(task.id, task.depth).reverse());
    }
  }

  private isNext(id: RecordId): boolean {
    return !this.seen.has(id) && (this.stops.get(id) ?? 0) === 0 && this.isStep(id);
  }

  private isStep(id: RecordId): boolean {
    const step = this.byId.get(id);
    return step !== undefined && step.kind !== 'end';
  }

  /** One step; answers with what is read after it, in order. */
  private read(id: RecordId, depth: number): Task[] {
    const step = this.byId.get(id) as WorkflowStep;
    this.seen.add(id);
    if (step.kind !== 'start') this.items.push({ kind: 'step', id, depth });
    const branches = branchEdges(step);
    const onward = onwardEdges(step);
    const main = onward[0]?.kind === 'failure' ? undefined : onward[0];
    const others = onward.filter((edge) => edge !== main);
    const meets = main?.to ?? this.joinOf(step, branches);
    const branch = (edge: StepEdge): Task[] => [
      slotTask(step, edge, depth + 1, true),
      { kind: 'follow', id: edge.to, depth: depth + 1 },
    ];
    const stop = (by: 1 | -1): Task[] =>
      meets === null || branches.length === 0 ? [] : [{ kind: 'stop', id: meets, by }];
    return [
      ...stop(1),
      ...branches.flatMap(branch),
      ...stop(-1),
      ...(main === undefined ? [] : [slotTask(step, main, depth, false)]),
      ...(meets === null ? [] : [{ kind: 'follow', id: meets, depth } as const]),
      // What is done when a step fails is read after what is done when it does not.
      ...others.flatMap(branch),
    ];
  }

  /** Where the branches of a step that has no way on of its own come together; null when they do not. */
  private joinOf(step: WorkflowStep, branches: readonly StepEdge[]): RecordId | null {
    const [first, ...others] = branches;
    const last = others.at(-1);
    if (first === undefined || last === undefined || this.byId.size > joinsUpTo) return null;
    const reached = new Set(this.reached(first.to, step.id));
    return this.reached(last.to, step.id).find((id) => reached.has(id) && this.isStep(id)) ?? null;
  }

  /** Everything that a step leads to, nearest first. */
  private reached(from: RecordId, without: RecordId): RecordId[] {
    const found = new Set<RecordId>([from]);
    for (const id of found) {
      const step = this.byId.get(id);
      if (step === undefined || id === without) continue;
      for (const { to } of stepEdges(step)) found.add(to);
    }
    found.delete(without);
    return [...found];
  }
}

function slotTask(step: WorkflowStep, edge: StepEdge, depth: number, isBranch: boolean): Task {
  const place = placeOfEdge(step.id, edge);
  return { kind: 'slot', slot: { kind: 'slot', place, edge, depth, isBranch } };
}
