/**
 * Our own typed checks of CACAO 2.0. The OASIS schemas check no references and have quirks, so this reads the text of
 * the standard: on import every finding is a warning, on export the same findings are the list of problems.
 */
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { checkDefinitions } from './check-definitions.ts';
import { checkSteps } from './check-steps.ts';
import { checkRequired, checkShape, isTime } from './check-values.ts';
import { type Reason, reason, type ValueForm } from './reason.ts';

const shape: Readonly<Record<string, ValueForm>> = {
  id: 'identifier',
  name: 'text',
  description: 'text',
  playbook_types: 'texts',
  playbook_activities: 'filled-texts',
  playbook_processing_summary: 'object',
  created_by: 'identifier',
  created: 'time',
  modified: 'time',
  revoked: 'flag',
  valid_from: 'time',
  valid_until: 'time',
  derived_from: 'identifiers',
  related_to: 'identifiers',
  priority: 'percent',
  severity: 'percent',
  impact: 'percent',
  industry_sectors: 'filled-texts',
  labels: 'filled-texts',
  external_references: 'objects',
  markings: 'identifiers',
  playbook_variables: 'object',
  workflow_start: 'identifier',
  workflow_exception: 'identifier',
  workflow: 'object',
  playbook_extensions: 'object',
  authentication_info_definitions: 'filled-object',
  agent_definitions: 'filled-object',
  target_definitions: 'filled-object',
  extension_definitions: 'object',
  data_marking_definitions: 'object',
  signatures: 'objects',
};

const required = [
  'type',
  'spec_version',
  'id',
  'name',
  'created_by',
  'created',
  'modified',
  'workflow_start',
  'workflow',
];

/** What a playbook of version 2.0 does not meet, in the order of the document. Warnings and notes, never refusals. */
export function checkPlaybook(document: JsonObject): readonly Reason[] {
  const reasons: Reason[] = [];
  checkRequired(document, required, '', reasons);
  checkShape(document, shape, '', reasons);
  checkTimes(document, reasons);
  if (typeof document.id === 'string' && document.id.includes('--') && !document.id.startsWith('playbook--')) {
    reasons.push(reason('value-not-allowed', 'warning', '/id', { property: 'id', found: document.id }));
  }
  checkDefinitions(document, reasons);
  if (isJsonObject(document.workflow)) checkSteps(document, document.workflow, reasons);
  return reasons;
}

function checkTimes(document: JsonObject, reasons: Reason[]): void {
  for (const [earlier, later] of [
    ['created', 'modified'],
    ['valid_from', 'valid_until'],
  ] as const) {
    const from = document[earlier];
    const to = document[later];
    if (!isTime(from) || !isTime(to) || Date.parse(from) <= Date.parse(to)) continue;
    reasons.push(reason('time-order', 'warning', `/${later}`, { property: later, other: earlier }));
  }
}
