/** One step of CACAO 1.0, 1.1 or a loose document in the shape of CACAO 2.0. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { stepKinds } from '../step.ts';
import { derivedIdentifier } from './identifiers.ts';
import { pointer, type Reason, reason } from './reason.ts';

/** Step types of 1.x and of the field, and what they are in 2.0. */
const stepTypes: Readonly<Record<string, string>> = {
  single: 'action',
  playbook: 'playbook-action',
  task: 'action',
  if: 'if-condition',
  while: 'while-condition',
  switch: 'switch-condition',
  decision: 'switch-condition',
  condition: 'if-condition',
};

/** The step with its key; and, where it led to several steps at once, the parallel step that now stands between. */
export function upgradeStep(key: string, source: JsonObject, seed: string, reasons: Reason[]): [string, JsonObject][] {
  const path = pointer('/workflow', key);
  const step: Record<string, Json> = { ...source };
  if (typeof step.id === 'string' && step.id === key) delete step.id;
  readType(step, path, reasons);
  rename(step, 'next_step', 'on_completion', path, reasons);
  rename(step, 'target_ids', 'targets', path, reasons);
  rename(step, 'case', 'cases', path, reasons);
  if (step.type === 'switch-condition') readDecision(step, path, reasons);
  return [[key, step], ...joinBranches(key, step, seed, path, reasons)];
}

function readType(step: Record<string, Json>, path: string, reasons: Reason[]): void {
  const type = typeof step.type === 'string' ? step.type : '';
  if ((stepKinds as readonly string[]).includes(type)) return;
  const to = stepTypes[type.toLowerCase()] ?? 'action';
  step.type = to;
  // A 1.x type has an exact heir; anything else is a guess that the reader should see.
  const severity = type === 'single' || type === 'playbook' ? 'note' : 'warning';
  reasons.push(reason('step-type-changed', severity, path, { from: type, to }));
}

function rename(step: Record<string, Json>, from: string, to: string, path: string, reasons: Reason[]): void {
  if (step[from] === undefined || step[to] !== undefined) return;
  step[to] = step[from] as Json;
  delete step[from];
  reasons.push(reason('property-renamed', 'warning', path, { from, to }));
}

const yes = /^(yes|true|y)$/i;
const no = /^(no|false|n)$/i;

/** A loose decision carries `conditions: {label: step}`: yes and no make an if, other labels a switch. */
function readDecision(step: Record<string, Json>, path: string, reasons: Reason[]): void {
  const conditions = step.conditions;
  if (!isJsonObject(conditions) || step.cases !== undefined) return;
  delete step.conditions;
  const labels = Object.keys(conditions);
  const onTrue = labels.find((label) => yes.test(label));
  const onFalse = labels.find((label) => no.test(label));
  const question = typeof step.name === 'string' ? step.name : '';
  if (onTrue !== undefined && labels.every((label) => label === onTrue || label === onFalse)) {
    step.type = 'if-condition';
    step.condition ??= question;
    step.on_true = conditions[onTrue] as Json;
    if (onFalse !== undefined) step.on_false = conditions[onFalse] as Json;
    reasons.push(reason('property-renamed', 'warning', path, { from: 'conditions', to: 'on_true, on_false' }));
    return;
  }
  step.switch ??= question;
  step.cases = conditions;
  reasons.push(reason('property-renamed', 'warning', path, { from: 'conditions', to: 'cases' }));
}

/** In 1.x a branch could name several steps; in 2.0 it names one. */
function joinBranches(
  key: string,
  step: Record<string, Json>,
  seed: string,
  path: string,
  reasons: Reason[],
): [string, JsonObject][] {
  const added: [string, JsonObject][] = [];
  const single = (property: string, value: Json): Json | undefined => {
    if (!Array.isArray(value)) return value;
    if (value.length < 2) return value[0];
    const id = derivedIdentifier('parallel', `${seed}\n${key}\n${property}`);
    added.push([id, { type: 'parallel', next_steps: value as Json }]);
    reasons.push(reason('branches-joined', 'warning', path, { property, count: value.length }));
    return id;
  };
  for (const property of ['on_completion', 'on_success', 'on_failure', 'on_true', 'on_false']) {
    const value = step[property];
    if (!Array.isArray(value)) continue;
    const target = single(property, value as Json);
    if (target === undefined) delete step[property];
    else step[property] = target;
  }
  if (isJsonObject(step.cases)) {
    const cases = Object.entries(step.cases).map(([label, value]) => [label, single(`cases/${label}`, value) ?? null]);
    step.cases = Object.fromEntries(cases);
  }
  // A while of 1.x had a branch for the end of the loop; in 2.0 that is the completion of the step.
  if (step.type === 'while-condition' && step.on_false !== undefined && step.on_completion === undefined) {
    rename(step, 'on_false', 'on_completion', path, reasons);
  }
  return added;
}
