/** What an editor does to the branches of a step, and to its kind; as edit-steps.ts. */
import type { RecordId } from '../../base/ids.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import type { EdgePlace } from './edge-place.ts';
import { type DoneKind, type Edited, type NewId, settled } from './edit-steps.ts';
import { type Flow, FlowDraft } from './flow-draft.ts';
import { branchEdges } from './step-edges.ts';

/** One branch more: "no" of a decision, a case, one more thing at the same time, what is done when an action fails. */
export function addBranch(flow: Flow, id: RecordId, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(id);
  switch (step?.kind) {
    case 'if-condition':
      if (step.onFalse) return null;
      draft.change(id, { onFalse: draft.create('end') });
      break;
    case 'switch-condition':
      draft.lead({ from: id, field: 'cases', label: freeLabel(step.cases) }, draft.create('end'));
      break;
    case 'parallel':
      draft.change(id, { nextSteps: [...(step.nextSteps ?? []), draft.create('end')] });
      break;
    case 'action':
    case 'playbook-action': {
      const next = step.onCompletion ?? step.onSuccess;
      if (step.onFailure || !next) return null;
      // CACAO has either one way on or two: a way for failure makes the other one that of success.
      draft.change(id, { onCompletion: undefined, onSuccess: next, onFailure: draft.create('end') });
      break;
    }
    default:
      return null;
  }
  return settled(draft, id, []);
}

/** Takes a branch away with what only it led to ([WE5]). */
export function removeBranch(flow: Flow, place: EdgePlace, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(place.from);
  if (step === undefined || place.field === 'onCompletion' || place.field === 'onSuccess') return null;
  // The only branch there is goes with its step, not alone.
  if (place.field !== 'onFailure' && branchEdges(step).length < (place.field === 'nextSteps' ? 3 : 2)) return null;
  if (place.field === 'onTrue' || draft.target(place) === null) return null;
  const before = draft.live();
  draft.lead(place, null);
  if (place.field === 'onFailure' && step.onSuccess) {
    draft.change(step.id, { onSuccess: undefined, onCompletion: step.onSuccess });
  }
  draft.dropUnreached(before);
  return settled(draft, step.id, []);
}

/** Another label for a case; null when it is empty or taken. */
export function renameCase(flow: Flow, id: RecordId, from: string, to: string): Edited {
  const draft = new FlowDraft(flow, () => '');
  const cases = draft.get(id)?.cases;
  if (!isJsonObject(cases) || !Object.hasOwn(cases, from) || to === '' || Object.hasOwn(cases, to)) return null;
  const renamed = Object.entries(cases).map(([label, target]): [string, Json] => [label === from ? to : label, target]);
  draft.change(id, { cases: Object.fromEntries(renamed) });
  return settled(draft, id, []);
}

/** Fields that only some kinds have; the others let go of them. */
const fieldsOfKind: Readonly<Record<string, readonly DoneKind[]>> = {
  commands: ['action'],
  agent: ['action'],
  targets: ['action'],
  condition: ['if-condition', 'while-condition'],
  switch: ['switch-condition'],
  playbookId: ['playbook-action'],
};

/** A step of another kind ([WE7]). */
export function changeKind(flow: Flow, id: RecordId, kind: DoneKind, newId: NewId): Edited {
  const draft = new FlowDraft(flow, newId);
  const step = draft.get(id);
  if (step === undefined || step.kind === kind || step.kind === 'start' || step.kind === 'end') return null;
  const before = draft.live();
  const branches = branchEdges(step).map(({ to }) => to);
  const without = { onTrue: undefined, onFalse: undefined, cases: undefined, nextSteps: undefined };
  draft.change(id, { ...without, kind });
  const next = step.onCompletion ?? step.onSuccess;
  if (!next && branches.length > 0 && !isOpener(kind)) draft.change(id, { onCompletion: branches[0] });
  if (isOpener(kind)) giveBranches(draft, id, kind, branches);
  if (isOpener(kind) && step.onFailure) {
    draft.change(id, { onSuccess: undefined, onFailure: undefined, onCompletion: next });
  }
  const cleared = Object.entries(fieldsOfKind).filter(([, kinds]) => !kinds.includes(kind));
  draft.setAlso(id, Object.fromEntries([['cacaoId', null], ...cleared.map(([field]) => [field, null])]));
  draft.dropUnreached(before);
  return settled(draft, id, []);
}

function isOpener(kind: DoneKind): kind is Exclude<DoneKind, 'action' | 'playbook-action'> {
  return kind !== 'action' && kind !== 'playbook-action';
}

function giveBranches(draft: FlowDraft, id: RecordId, kind: DoneKind, branches: readonly string[]): void {
  const branch = (place: number) => branches[place] ?? draft.create('end');
  if (kind === 'if-condition') draft.change(id, { onTrue: branch(0), onFalse: branches[1] });
  if (kind === 'while-condition') draft.change(id, { onTrue: branch(0) });
  if (kind === 'parallel') {
    const all = [...new Set([branch(0), branch(1), ...branches.slice(2)])];
    draft.change(id, { nextSteps: all.length > 1 ? all : [...all, draft.create('end')] });
  }
  if (kind === 'switch-condition') {
    const all = branches.length === 0 ? [branch(0)] : branches;
    draft.change(id, { cases: Object.fromEntries(all.map((to, place) => [String(place + 1), to])) });
  }
}

/** A label that no case of the switch has. */
export function freeLabel(cases: Json | undefined): string {
  const taken = isJsonObject(cases) ? cases : {};
  let count = Object.keys(taken).length + 1;
  while (Object.hasOwn(taken, String(count))) count += 1;
  return String(count);
}
