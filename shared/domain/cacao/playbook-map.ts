/** The properties of CACAO 2.0 that have fields of their own in the records of playbooks and steps. */
import { isJsonObject, type Json } from '../../base/json.ts';
import { type StepKind, stepKinds } from '../step.ts';
import {
  addedLater,
  flagMap,
  instantMap,
  jsonMap,
  localisedMap,
  numberMap,
  type PropertyMap,
  type StepNames,
  stepMap,
  stepsMap,
  textMap,
  textsMap,
} from './field-map.ts';

/** In the order in which an export writes them. */
export const playbookMaps: readonly PropertyMap[] = [
  textMap('id', 'cacaoId'),
  localisedMap('name', 'title', 2_000),
  localisedMap('description', 'description', 200_000),
  textsMap('playbook_types', 'types'),
  textsMap('playbook_activities', 'activities'),
  textMap('created_by', 'createdBy'),
  textMap('created', 'cacaoCreated'),
  textMap('modified', 'cacaoModified'),
  flagMap('revoked', 'revoked'),
  instantMap('valid_from', 'validFrom'),
  instantMap('valid_until', 'validUntil'),
  numberMap('priority', 'priority'),
  numberMap('severity', 'severity'),
  numberMap('impact', 'impact'),
  textsMap('industry_sectors', 'sectors'),
  textsMap('labels', 'labels'),
  jsonMap('playbook_variables', 'variables'),
  stepMap('workflow_start', 'workflowStart'),
  stepMap('workflow_exception', 'workflowException'),
  jsonMap('agent_definitions', 'agents'),
  jsonMap('target_definitions', 'targets'),
];

export const stepMaps: readonly PropertyMap[] = [
  { property: 'type', field: 'kind', read: kindOf, write: (value) => value },
  localisedMap('name', 'name', 2_000),
  localisedMap('description', 'description', 200_000),
  numberMap('delay', 'delay'),
  numberMap('timeout', 'timeout'),
  textMap('condition', 'condition'),
  textMap('switch', 'switch'),
  stepMap('on_true', 'onTrue'),
  stepMap('on_false', 'onFalse'),
  { property: 'cases', field: 'cases', read: readCases, write: writeCases },
  stepsMap('next_steps', 'nextSteps'),
  jsonMap('commands', 'commands'),
  textMap('agent', 'agent'),
  textsMap('targets', 'targets'),
  addedLater(textMap('playbook_id', 'playbookId')),
  addedLater(textMap('playbook_version', 'playbookVersion')),
  addedLater(jsonMap('external_references', 'references')),
  stepMap('on_completion', 'onCompletion'),
  stepMap('on_success', 'onSuccess'),
  stepMap('on_failure', 'onFailure'),
];

/** A type of another vocabulary is shown as an action and kept as it came. */
function kindOf(raw: Json): StepKind {
  return (stepKinds as readonly Json[]).includes(raw) ? (raw as StepKind) : 'action';
}

function readCases(raw: Json, names: StepNames): Json | null {
  if (!isJsonObject(raw) || !Object.values(raw).every((target) => typeof target === 'string')) return null;
  return Object.fromEntries(Object.entries(raw).map(([label, target]) => [label, names.recordOf(String(target))]));
}

function writeCases(value: Json, names: StepNames): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([label, target]) => [label, names.cacaoOf(String(target))]));
}
