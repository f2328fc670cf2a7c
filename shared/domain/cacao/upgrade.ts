/**
 * Brings CACAO 1.0 and 1.1, and the loose documents found in the field, to the shape of CACAO 2.0. Every change is told.
 * What has no place in 2.0 stays as it came; the imported file itself is kept as an attachment.
 */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { stepKinds } from '../step.ts';
import { derivedIdentifier, isIdentifier } from './identifiers.ts';
import { pointer, type Reason, reason } from './reason.ts';
import { upgradeStep } from './upgrade-step.ts';

export interface Upgraded {
  readonly document: JsonObject;
  /** What `spec_version` said, or null. */
  readonly from: string | null;
  readonly reasons: readonly Reason[];
}

/** The document as CACAO 2.0. One that says it is 2.0 and uses its step types is returned as it is. */
export function upgradePlaybook(source: JsonObject): Upgraded {
  if (source.type === 'playbook') return upgradeTyped(source);
  const upgraded = upgradeTyped({ ...source, type: 'playbook' });
  const reasons = [reason('property-missing', 'warning', '', { property: 'type' }), ...upgraded.reasons];
  return { ...upgraded, reasons };
}

function upgradeTyped(source: JsonObject): Upgraded {
  const from = typeof source.spec_version === 'string' ? source.spec_version : null;
  const reasons: Reason[] = [];
  let document = workflowAsDictionary(source, reasons);
  const is2 = from !== null && /^(cacao-)?2\.0$/i.test(from);
  if (is2 || (from === null && !needsUpgrade(document))) {
    if (from !== 'cacao-2.0') reasons.push(versionReason(from));
    return { document: from === 'cacao-2.0' ? document : { ...document, spec_version: 'cacao-2.0' }, from, reasons };
  }
  if (from !== null && !/^(cacao-)?1\.[01]$/i.test(from)) {
    reasons.push(reason('version-unknown', 'warning', '/spec_version', { found: from }));
    if (!needsUpgrade(document)) return { document, from, reasons };
  } else if (from === null) reasons.push(versionReason(null));
  else reasons.push(reason('upgraded', 'warning', '/spec_version', { from }));
  document = upgradeWorkflow(document, reasons);
  return { document: { ...renameProperties(document, reasons), spec_version: 'cacao-2.0' }, from, reasons };
}

function versionReason(from: string | null): Reason {
  if (from !== null) return reason('version-unknown', 'note', '/spec_version', { found: from });
  return reason('version-missing', 'warning', '', { read: 'cacao-2.0' });
}

/** True when a workflow uses step types, pointers or keys that CACAO 2.0 does not have. */
function needsUpgrade(document: JsonObject): boolean {
  if (!isJsonObject(document.workflow)) return false;
  return Object.entries(document.workflow).some(([key, step]) => {
    if (!isJsonObject(step)) return false;
    const known = (stepKinds as readonly string[]).includes(String(step.type));
    return !known || !isIdentifier(key) || 'next_step' in step || Array.isArray(step.on_true);
  });
}

function workflowAsDictionary(source: JsonObject, reasons: Reason[]): JsonObject {
  if (!Array.isArray(source.workflow)) return source;
  const steps = (source.workflow as readonly Json[]).map((step, i): [string, Json] => [
    isJsonObject(step) && typeof step.id === 'string' ? step.id : `step-${i + 1}`,
    step,
  ]);
  reasons.push(reason('workflow-was-list', 'warning', '/workflow'));
  return { ...source, workflow: Object.fromEntries(steps.filter(([key]) => key !== '__proto__')) };
}

/** Steps with the types, ids and pointers of 2.0. */
function upgradeWorkflow(document: JsonObject, reasons: Reason[]): JsonObject {
  if (!isJsonObject(document.workflow)) return document;
  const seed = typeof document.id === 'string' ? document.id : JSON.stringify(document.name ?? '');
  const steps = new Map<string, JsonObject>();
  const unread: [string, Json][] = [];
  for (const [key, step] of Object.entries(document.workflow)) {
    if (!isJsonObject(step)) unread.push([key, step]);
    else for (const [id, upgraded] of upgradeStep(key, step, seed, reasons)) steps.set(id, upgraded);
  }
  const ids = newIds(steps, seed, reasons);
  const idOf = (id: Json | undefined): Json | undefined => (typeof id === 'string' ? (ids.get(id) ?? id) : id);
  const workflow = Object.fromEntries([...steps].map(([key, step]) => [idOf(key), withNewPointers(step, idOf)]));
  const upgraded: Record<string, Json> = { ...document, workflow: { ...workflow, ...Object.fromEntries(unread) } };
  if (typeof document.id === 'string' && !isIdentifier(document.id)) {
    const to = derivedIdentifier('playbook', document.id);
    reasons.push(reason('id-replaced', 'warning', '/id', { from: document.id, to }));
    upgraded.id = to;
  }
  for (const name of ['workflow_start', 'workflow_exception']) {
    const target = idOf(document[name]);
    if (target !== undefined) upgraded[name] = target;
  }
  return upgraded;
}

function newIds(steps: ReadonlyMap<string, JsonObject>, seed: string, reasons: Reason[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [key, step] of steps) {
    if (isIdentifier(key) && key.startsWith(`${step.type}--`)) continue;
    const uuid = isIdentifier(key) ? key.slice(-36) : null;
    const to = uuid === null ? derivedIdentifier(String(step.type), `${seed}\n${key}`) : `${step.type}--${uuid}`;
    ids.set(key, to);
    reasons.push(reason('id-replaced', 'warning', pointer('/workflow', key), { from: key, to }));
  }
  return ids;
}

const pointerNames = ['on_completion', 'on_success', 'on_failure', 'on_true', 'on_false'] as const;

function withNewPointers(step: JsonObject, idOf: (id: Json | undefined) => Json | undefined): JsonObject {
  const changed: Record<string, Json> = { ...step };
  for (const name of pointerNames) if (name in step) changed[name] = idOf(step[name]) as Json;
  if (Array.isArray(step.next_steps)) changed.next_steps = step.next_steps.map((id) => idOf(id as Json) as Json);
  if (isJsonObject(step.cases)) {
    changed.cases = Object.fromEntries(Object.entries(step.cases).map(([label, id]) => [label, idOf(id) as Json]));
  }
  return changed;
}

/** Playbook properties that have another name in 2.0. */
const renamed: Readonly<Record<string, string>> = {
  features: 'playbook_processing_summary',
  playbook_features: 'playbook_processing_summary',
  targets: 'target_definitions',
  variables: 'playbook_variables',
};

function renameProperties(document: JsonObject, reasons: Reason[]): JsonObject {
  const entries = Object.entries(document).map(([name, value]): [string, Json] => {
    const to = renamed[name];
    if (to === undefined || to in document || !isJsonObject(value)) return [name, value];
    reasons.push(reason('property-renamed', 'warning', pointer('', name), { from: name, to }));
    return [to, value];
  });
  return variablesRenamed(Object.fromEntries(entries));
}

/** Variables were `$$name$$` in 1.x and are `__name__` since. */
function variablesRenamed(document: JsonObject): JsonObject {
  const rename = (value: Json): Json => {
    if (typeof value === 'string') return value.includes('$$') ? value.replace(variablePattern, '__$1__$2') : value;
    if (Array.isArray(value)) return value.map((each) => rename(each as Json));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [rename(key) as string, rename(each)]));
  };
  const changed: Record<string, Json> = { ...document };
  for (const name of ['workflow', 'playbook_variables', 'target_definitions', 'agent_definitions']) {
    if (document[name] !== undefined) changed[name] = rename(document[name] as Json);
  }
  return changed;
}
const variablePattern = /\$\$([A-Za-z_][A-Za-z0-9_.-]{0,199})\$\$((?::value)?)/g;
