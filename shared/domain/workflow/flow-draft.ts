/** A workflow while one edit is made on it: changed freely, then compared with what stood there. */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { keyBetween } from '../order-keys.ts';
import type { StepKind } from '../step.ts';
import { type EdgePlace, edgeFields, onwardField, placeOfEdge, targetOf, withTarget } from './edge-place.ts';
import { outlineOf, rowsOfOutline } from './outline.ts';
import { stepEdges } from './step-edges.ts';
import type { WorkflowStep } from './workflow-of.ts';

/** The steps of a playbook, and where its header says that they begin. */
export interface Flow {
  readonly steps: readonly WorkflowStep[];
  readonly start: RecordId | null;
  readonly exception: RecordId | null;
}

/** One change of a record; `header` is the playbook itself. Values by field key, null clears. */
export type FlowChange =
  | { readonly kind: 'create' | 'set'; readonly record: RecordId; readonly values: Readonly<Record<string, Json>> }
  | { readonly kind: 'remove'; readonly record: RecordId }
  | { readonly kind: 'header'; readonly values: Readonly<Record<string, Json>> };

const keptFields = ['kind', 'order', ...edgeFields] as const;

export class FlowDraft {
  private readonly before: Flow;
  private readonly byId: Map<RecordId, WorkflowStep>;
  /** Values besides what the flow is made of. */
  private readonly also = new Map<RecordId, Record<string, Json>>();
  private readonly newId: () => RecordId;
  private start: RecordId | null;
  private exception: RecordId | null;

  constructor(flow: Flow, newId: () => RecordId) {
    this.before = flow;
    this.newId = newId;
    this.byId = new Map(flow.steps.map((step) => [step.id, step]));
    this.start = flow.start;
    this.exception = flow.exception;
  }

  get(id: RecordId): WorkflowStep | undefined {
    return this.byId.get(id);
  }

  /** A step of this kind that leads nowhere yet. */
  create(kind: StepKind): RecordId {
    const id = this.newId();
    const last = [...this.byId.values()].map(({ order }) => order ?? '').sort();
    this.byId.set(id, { id, kind, order: keyBetween(last.at(-1) || undefined, undefined) } as WorkflowStep);
    return id;
  }

  /** Changes what the flow is made of. */
  change(id: RecordId, values: Partial<WorkflowStep>): void {
    const step = this.byId.get(id);
    if (step !== undefined) this.byId.set(id, { ...step, ...values });
  }

  /** Sets fields that the flow is not made of. */
  setAlso(id: RecordId, values: Readonly<Record<string, Json>>): void {
    this.also.set(id, { ...this.also.get(id), ...values });
  }

  target(place: EdgePlace): string | null {
    const step = this.byId.get(place.from);
    return step === undefined ? null : targetOf(step, place);
  }

  lead(place: EdgePlace, to: string | null): void {
    const step = this.byId.get(place.from);
    if (step !== undefined) this.byId.set(place.from, withTarget(step, place, to));
  }

  /** Where a step goes on when it is over. */
  onward(id: RecordId): EdgePlace {
    return { from: id, field: onwardField(this.byId.get(id) as WorkflowStep) };
  }

  incoming(id: RecordId): EdgePlace[] {
    return [...this.byId.values()].flatMap((step) =>
      stepEdges(step).flatMap((edge) => (edge.to === id ? placeOfEdge(step.id, edge) : [])),
    );
  }

  /** What leads to a step leads elsewhere from now on, the beginning of the playbook too. */
  replaceTarget(id: RecordId, to: string | null): void {
    for (const place of this.incoming(id)) {
      // Things that happen together are a set: two that lead to one end would become one.
      const isDouble = place.field === 'nextSteps' && to !== null && this.byId.get(place.from)?.nextSteps?.includes(to);
      this.lead(place, isDouble && this.byId.get(to)?.kind === 'end' ? this.create('end') : to);
    }
    if (this.start === id) this.start = to;
    if (this.exception === id) this.exception = to;
  }

  begin(id: RecordId): void {
    this.start = id;
  }

  /** Takes a step away; edges that still lead to it go. */
  remove(id: RecordId): void {
    this.replaceTarget(id, null);
    this.byId.delete(id);
  }

  /** Everything that these steps lead to, themselves included; `without` is not entered. */
  reached(from: readonly (RecordId | null)[], without: ReadonlySet<RecordId> = new Set()): ReadonlySet<RecordId> {
    const found = new Set<RecordId>();
    for (const id of from) if (id !== null && this.byId.has(id) && !without.has(id)) found.add(id);
    for (const id of found) {
      for (const { to } of stepEdges(this.byId.get(id) as WorkflowStep)) {
        if (this.byId.has(to) && !without.has(to)) found.add(to);
      }
    }
    return found;
  }

  /** What the beginning leads to. */
  live(): ReadonlySet<RecordId> {
    const first = this.start ?? [...this.byId.values()].find(({ kind }) => kind === 'start')?.id ?? null;
    return this.reached([first, this.exception]);
  }

  /** Removes what was reached before and is not any more ([WE5]); with `endsOnly`, ends alone. */
  dropUnreached(before: ReadonlySet<RecordId>, endsOnly = false): void {
    const now = this.live();
    for (const id of before) {
      if (now.has(id) || !this.byId.has(id)) continue;
      if (!endsOnly || this.byId.get(id)?.kind === 'end') this.remove(id);
    }
  }

  /** Gives these steps places in reading order, each after the row before it in the outline ([WE8]). */
  placeInOrder(moved: ReadonlySet<RecordId>): void {
    const others = [...this.byId.values()].flatMap(({ id, order }) => (moved.has(id) || !order ? [] : order)).sort();
    let previous = this.start === null ? undefined : this.byId.get(this.start)?.order;
    for (const id of rowsOfOutline(outlineOf([...this.byId.values()], this.start))) {
      if (moved.has(id)) {
        const after = previous;
        const next = others.find((order) => after === undefined || order > after);
        this.change(id, { order: keyBetween(after, next) });
      }
      previous = this.byId.get(id)?.order ?? previous;
    }
  }

  /** What is different from before. */
  changes(): readonly FlowChange[] {
    const known = new Map(this.before.steps.map((step) => [step.id, step]));
    const changes: FlowChange[] = [];
    for (const [id, step] of this.byId) {
      const before = known.get(id);
      // Most steps of a long playbook are the very same object: an edit costs what it touches ([WE12]).
      if (before === step && !this.also.has(id)) continue;
      const values = { ...differences(before, step), ...this.also.get(id) };
      if (before === undefined) changes.push({ kind: 'create', record: id, values: withoutNulls(values) });
      else if (Object.keys(values).length > 0) changes.push({ kind: 'set', record: id, values });
    }
    const header: Record<string, Json> = {};
    if (this.start !== this.before.start) header.workflowStart = this.start;
    if (this.exception !== this.before.exception) header.workflowException = this.exception;
    if (Object.keys(header).length > 0) changes.push({ kind: 'header', values: header });
    for (const id of known.keys()) if (!this.byId.has(id)) changes.push({ kind: 'remove', record: id });
    return changes;
  }
}

function differences(before: WorkflowStep | undefined, now: WorkflowStep): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const field of keptFields) {
    const [was, is] = [before?.[field] ?? null, now[field] ?? null];
    if (JSON.stringify(was) !== JSON.stringify(is)) values[field] = is as Json;
  }
  return values;
}

function withoutNulls(values: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
