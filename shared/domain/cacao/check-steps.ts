/** Checks of the workflow: what each type of step needs, and where its edges lead. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { type StepKind, stepKinds } from '../step.ts';
import { checkVariables } from './check-definitions.ts';
import { checkRequired, checkShape } from './check-values.ts';
import { isIdentifier, typeOfIdentifier } from './identifiers.ts';
import { pointer, type Reason, reason, type ValueForm } from './reason.ts';
import { edgesOfStep } from './step-edges.ts';

const common: Readonly<Record<string, ValueForm>> = {
  type: 'text',
  name: 'text',
  description: 'text',
  external_references: 'objects',
  delay: 'milliseconds',
  timeout: 'milliseconds',
  step_variables: 'object',
  owner: 'identifier',
  on_completion: 'identifier',
  on_success: 'identifier',
  on_failure: 'identifier',
  step_extensions: 'filled-object',
};

const shapes: Readonly<Record<StepKind, Readonly<Record<string, ValueForm>>>> = {
  start: {},
  end: {},
  action: {
    commands: 'objects',
    agent: 'identifier',
    targets: 'identifiers',
    in_args: 'filled-texts',
    out_args: 'filled-texts',
  },
  'playbook-action': {
    playbook_id: 'identifier',
    playbook_version: 'time',
    in_args: 'filled-texts',
    out_args: 'filled-texts',
  },
  parallel: { next_steps: 'identifiers' },
  'if-condition': { condition: 'text', on_true: 'identifier', on_false: 'identifier' },
  'while-condition': { condition: 'text', on_true: 'identifier' },
  'switch-condition': { switch: 'text', cases: 'filled-object' },
};

const required: Readonly<Record<StepKind, readonly string[]>> = {
  start: [],
  end: [],
  action: ['commands', 'agent'],
  'playbook-action': ['playbook_id'],
  parallel: ['next_steps'],
  'if-condition': ['condition', 'on_true'],
  'while-condition': ['condition', 'on_true'],
  'switch-condition': ['switch', 'cases'],
};

const notAllowed: Readonly<Partial<Record<StepKind, readonly string[]>>> = {
  start: ['on_success', 'on_failure'],
  end: ['on_completion', 'on_success', 'on_failure'],
};

export function checkSteps(document: JsonObject, workflow: JsonObject, reasons: Reason[]): void {
  const definitions = definedIds(document);
  const kinds = new Set<string>();
  for (const [key, step] of Object.entries(workflow)) {
    const path = pointer('/workflow', key);
    if (!isJsonObject(step)) {
      reasons.push(reason('step-not-object', 'warning', path));
      continue;
    }
    kinds.add(String(step.type));
    checkStep(key, step, path, reasons);
    checkEdges(step, workflow, path, reasons);
    checkUses(step, definitions, path, reasons);
  }
  checkWhole(document, workflow, kinds, reasons);
}

function checkStep(key: string, step: JsonObject, path: string, reasons: Reason[]): void {
  checkRequired(step, ['type'], path, reasons);
  checkShape(step, common, path, reasons);
  const type = String(step.type);
  if (!isIdentifier(key)) reasons.push(reason('id-malformed', 'warning', path, { found: key }));
  else if (typeOfIdentifier(key) !== type) {
    reasons.push(reason('value-not-allowed', 'warning', path, { property: 'type', found: type }));
  }
  if (!(stepKinds as readonly string[]).includes(type)) {
    reasons.push(reason('value-not-allowed', 'warning', pointer(path, 'type'), { property: 'type', found: type }));
    return;
  }
  const kind = type as StepKind;
  checkRequired(step, required[kind], path, reasons);
  checkShape(step, shapes[kind], path, reasons);
  checkVariables(step.step_variables, pointer(path, 'step_variables'), reasons);
  checkNext(kind, step, path, reasons);
  if (kind === 'parallel' && Array.isArray(step.next_steps) && step.next_steps.length === 1) {
    reasons.push(reason('property-empty', 'warning', pointer(path, 'next_steps'), { property: 'next_steps' }));
  }
  if (kind === 'action') checkCommands(step.commands, pointer(path, 'commands'), reasons);
}

function checkNext(kind: StepKind, step: JsonObject, path: string, reasons: Reason[]): void {
  for (const property of notAllowed[kind] ?? []) {
    if (step[property] !== undefined) reasons.push(reason('property-not-allowed', 'warning', path, { property }));
  }
  if (kind === 'end') return;
  if (step.on_completion !== undefined && kind !== 'start') {
    for (const property of ['on_success', 'on_failure']) {
      if (step[property] !== undefined) reasons.push(reason('property-not-allowed', 'warning', path, { property }));
    }
  }
  if (step.on_completion === undefined && step.on_success === undefined) {
    // Branching steps of the field often have no way on of their own: their branches carry it. Said, not warned of.
    const severity = edgesOfStep(step).length > 0 ? 'note' : 'warning';
    reasons.push(reason('property-missing', severity, path, { property: 'on_completion' }));
  }
}

function checkCommands(commands: Json | undefined, path: string, reasons: Reason[]): void {
  if (!Array.isArray(commands)) return;
  commands.forEach((command: Json, i: number) => {
    if (!isJsonObject(command)) return;
    const at = pointer(path, i);
    checkRequired(command, ['type'], at, reasons);
    checkShape(command, { type: 'text', command: 'text', command_b64: 'text', version: 'text' }, at, reasons);
    if (command.type !== 'manual' || command.command !== undefined || command.command_b64 !== undefined) return;
    reasons.push(reason('property-missing', 'warning', at, { property: 'command' }));
  });
}

function checkEdges(step: JsonObject, workflow: JsonObject, path: string, reasons: Reason[]): void {
  for (const { property, target } of edgesOfStep(step)) {
    if (Object.hasOwn(workflow, target)) continue;
    reasons.push(reason('edge-dangling', 'warning', path, { property, target }));
  }
}

function definedIds(document: JsonObject): ReadonlySet<string> {
  const defined = new Set<string>();
  for (const name of ['agent_definitions', 'target_definitions']) {
    const dictionary = document[name];
    if (isJsonObject(dictionary)) for (const key of Object.keys(dictionary)) defined.add(key);
  }
  return defined;
}

function checkUses(step: JsonObject, defined: ReadonlySet<string>, path: string, reasons: Reason[]): void {
  const uses: [string, Json | undefined][] = [['agent', step.agent]];
  if (Array.isArray(step.targets)) for (const target of step.targets) uses.push(['targets', target as Json]);
  for (const [property, target] of uses) {
    // A variable may stand for an agent or target and is resolved when it runs.
    if (typeof target !== 'string' || defined.has(target) || target.startsWith('__')) continue;
    reasons.push(reason('reference-dangling', 'warning', path, { property, target }));
  }
}

function checkWhole(document: JsonObject, workflow: JsonObject, kinds: ReadonlySet<string>, reasons: Reason[]): void {
  if (!kinds.has('start')) reasons.push(reason('start-missing', 'warning', '/workflow'));
  if (!kinds.has('end')) reasons.push(reason('end-missing', 'warning', '/workflow'));
  if (!kinds.has('action') && !kinds.has('playbook-action'))
    reasons.push(reason('action-missing', 'warning', '/workflow'));
  for (const property of ['workflow_start', 'workflow_exception']) {
    const target = document[property];
    if (typeof target !== 'string') continue;
    const step = Object.hasOwn(workflow, target) ? workflow[target] : undefined;
    if (step === undefined) reasons.push(reason('edge-dangling', 'warning', `/${property}`, { property, target }));
    else if (property === 'workflow_start' && (!isJsonObject(step) || step.type !== 'start')) {
      reasons.push(reason('start-elsewhere', 'warning', '/workflow_start', { target }));
    }
  }
}
