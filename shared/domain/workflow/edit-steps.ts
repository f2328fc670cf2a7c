/** What an editor does to the steps of a playbook, each as the changes of one user action ([WE1]). Null: it cannot be done. */
import type { RecordId } from '../../base/ids.ts';
import type { StepKind } from '../step.ts';
import { type EdgePlace, isSamePlace } from './edge-place.ts';
import { type Flow, type FlowChange, FlowDraft } from './flow-draft.ts';
import { branchEdges } from './step-edges.ts';
import { inReadingOrder } from './workflow-of.ts';

/** Makes the ids of new records. */
export type NewId = () => RecordId;
export type Edited = { readonly changes: readonly FlowChange[]; readonly focus: RecordId | null } | null;

/** Kinds that a person may give a step. */
export const doneKinds = [
  'action',
  'if-condition',
  'parallel',
  'while-condition',
  'switch-condition',
  'playbook-action',
] as const satisfies readonly StepKind[];
export type DoneKind = (typeof doneKinds)[number];

/** The start of a playbook that has none: before its first step, or with one action and an end. */
export function beginFlow(flow: Flow, newId: NewId): Edited {
  if (flow.steps.some(({ kind }) => kind === 'start')) return null;
  const draft = new FlowDraft(flow, newId);
  const start = draft.create('start');
  const there = inReadingOrder(flow.steps).find(({ kind }) => kind !== 'end')?.id;
  const first = there ?? draft.create('action');
  if (there === undefined) draft.change(first, { onCompletion: draft.create('end') });
  draft.change(start, { onCompletion: first });
  draft.begin(start);
  return { changes: draft.changes(), focus: first };
}

/** A new step on an edge ([WE4]). */
export function addStep(flow: Flow, place: EdgePlace, kind: DoneKind, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const to = draft.target(place);
  if (to === null) return null;
  const id = createWhole(draft, kind);
  draft.lead(place, id);
  draft.lead(draft.onward(id), to);
  return settled(draft, id, [id]);
}

/** A new step right after another one; after a step without a way on of its own, first in its first branch. */
export function addStepAfter(flow: Flow, after: RecordId, kind: DoneKind, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(after);
  if (step === undefined || step.kind === 'end') return null;
  const onward = draft.onward(after);
  if (draft.target(onward) !== null) return addStep(flow, onward, kind, newId);
  if (step.onTrue) return addStep(flow, { from: after, field: 'onTrue' }, kind, newId);
  if (branchEdges(step).length > 0) return null;
  const [id, end] = [createWhole(draft, kind), draft.create('end')];
  draft.lead(onward, id);
  draft.lead(draft.onward(id), end);
  return settled(draft, id, [id]);
}

/** Takes a step away ([WE5]). */
export function removeStep(flow: Flow, id: RecordId, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(id);
  if (step === undefined || step.kind === 'start') return null;
  const before = draft.live();
  const next = draft.target(draft.onward(id)) ?? branchEdges(step)[0]?.to ?? null;
  draft.replaceTarget(id, next === id ? null : next);
  draft.remove(id);
  draft.dropUnreached(before);
  const follows = next === null ? undefined : draft.get(next);
  return settled(draft, follows === undefined || follows.kind === 'end' ? null : follows.id, []);
}

/** To which edges a step can be moved ([WE6]); null when it cannot be moved at all. */
export function movesOf(flow: Flow, id: RecordId): ((place: EdgePlace) => boolean) | null {
  const draft = new FlowDraft(flow, () => '');
  const step = draft.get(id);
  if (step === undefined || step.kind === 'start' || step.kind === 'end') return null;
  const next = draft.target(draft.onward(id));
  // Branches that lead on by themselves: what comes after them is not known.
  if (next === null && branchEdges(step).length > 0) return null;
  const block = blockOf(draft, id, next);
  const own = draft.incoming(id);
  return (place) =>
    !block.has(place.from) && !own.some((each) => isSamePlace(each, place)) && draft.target(place) !== null;
}

/** Puts a step, with its branches, on another edge ([WE6]). */
export function moveStep(flow: Flow, id: RecordId, place: EdgePlace, newId: NewId): Edited {
  if (movesOf(flow, id)?.(place) !== true) return null;
  const draft = new FlowDraft(flow, newId);
  const onward = draft.onward(id);
  const next = draft.target(onward);
  const block = blockOf(draft, id, next);
  draft.replaceTarget(id, next);
  draft.lead(onward, draft.target(place));
  draft.lead(place, id);
  return settled(draft, id, [...block]);
}

/** Puts a step right after another one; after a step without a way on of its own, first in its first branch. */
export function moveStepAfter(flow: Flow, id: RecordId, after: RecordId, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(after);
  if (step === undefined || step.kind === 'end') return null;
  const onward = draft.onward(after);
  if (draft.target(onward) !== null || !step.onTrue) return moveStep(flow, id, onward, newId);
  return moveStep(flow, id, { from: after, field: 'onTrue' }, newId);
}

/** Puts a new step that branches around another one: only under a condition, again and again, at the same time as a new one. */
export function wrapStep(
  flow: Flow,
  id: RecordId,
  kind: Exclude<DoneKind, 'action' | 'playbook-action'>,
  newId: NewId,
): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(id);
  if (step === undefined || step.kind === 'start' || step.kind === 'end') return null;
  const onward = draft.onward(id);
  const next = draft.target(onward) ?? (branchEdges(step).length === 0 ? draft.create('end') : null);
  if (next === null) return null;
  const opener = draft.create(kind);
  draft.replaceTarget(id, opener);
  draft.lead(onward, draft.create('end'));
  const made = [opener];
  if (kind === 'parallel') {
    const beside = draft.create('action');
    draft.lead(draft.onward(beside), draft.create('end'));
    draft.change(opener, { nextSteps: [id, beside] });
    made.push(beside);
  } else if (kind === 'switch-condition') draft.change(opener, { cases: { [firstCase]: id } });
  else draft.change(opener, { onTrue: id });
  draft.change(opener, { onCompletion: next });
  return settled(draft, kind === 'parallel' ? (made[1] as RecordId) : opener, made);
}

/** Makes an edge lead elsewhere: to a step, or to an end of its own. What nothing leads to any more stays, and is listed. */
export function connectEdge(flow: Flow, place: EdgePlace, to: RecordId | 'end', newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  if (draft.get(place.from) === undefined || (to !== 'end' && draft.get(to) === undefined)) return null;
  const [before, was] = [draft.live(), draft.target(place)];
  if (was === to || (to === 'end' && was !== null && draft.get(was)?.kind === 'end')) return null;
  draft.lead(place, to === 'end' ? draft.create('end') : to);
  draft.dropUnreached(before, true);
  return settled(draft, place.from, []);
}

/** The label that the first case of a switch has until somebody names it. */
const firstCase = '1';

/** The steps that move with one: itself and what stands in its branches. */
function blockOf(draft: FlowDraft, id: RecordId, next: string | null): ReadonlySet<RecordId> {
  const step = draft.get(id);
  const own = step === undefined ? [] : branchEdges(step).map(({ to }) => to);
  const failed = step?.onFailure ? [step.onFailure] : [];
  return new Set([id, ...draft.reached([...own, ...failed], new Set(next === null ? [id] : [id, next]))]);
}

/** A step of this kind with what its branches need. */
export function createWhole(draft: FlowDraft, kind: DoneKind): RecordId {
  const id = draft.create(kind);
  if (kind === 'if-condition' || kind === 'while-condition') draft.change(id, { onTrue: draft.create('end') });
  if (kind === 'switch-condition') draft.change(id, { cases: { [firstCase]: draft.create('end') } });
  if (kind === 'parallel') draft.change(id, { nextSteps: [draft.create('end'), draft.create('end')] });
  return id;
}

/** The changes, with reading order settled for what was made or moved; null when nothing changed. */
export function settled(draft: FlowDraft, focus: RecordId | null, moved: readonly RecordId[]): Edited {
  if (moved.length > 0) draft.placeInOrder(new Set(moved));
  const changes = draft.changes();
  return changes.length === 0 ? null : { changes, focus };
}
