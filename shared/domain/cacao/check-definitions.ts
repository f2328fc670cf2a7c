/** Checks of the dictionaries of a playbook: variables, agents, targets, markings, extensions, signatures. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { tlpLevels } from '../tlp.ts';
import { checkRequired, checkShape } from './check-values.ts';
import { isIdentifier } from './identifiers.ts';
import { pointer, type Reason, reason, type ValueForm } from './reason.ts';

interface Dictionary {
  readonly key: 'identifier' | 'variable';
  readonly required: readonly string[];
  readonly shape: Readonly<Record<string, ValueForm>>;
}

const agentOrTarget: Dictionary = {
  key: 'identifier',
  required: ['type', 'name'],
  shape: { type: 'text', name: 'text', description: 'text', location: 'object' },
};
const dictionaries: Readonly<Record<string, Dictionary>> = {
  playbook_variables: {
    key: 'variable',
    required: ['type'],
    shape: { type: 'text', constant: 'flag', external: 'flag' },
  },
  agent_definitions: agentOrTarget,
  target_definitions: agentOrTarget,
  authentication_info_definitions: { key: 'identifier', required: ['type'], shape: { type: 'text' } },
  extension_definitions: {
    key: 'identifier',
    required: ['type', 'name', 'created_by', 'schema', 'version'],
    shape: { type: 'text', name: 'text', created_by: 'identifier', schema: 'text', version: 'text' },
  },
  data_marking_definitions: {
    key: 'identifier',
    required: ['type', 'id', 'created_by', 'created'],
    shape: { type: 'text', id: 'identifier', created_by: 'identifier', created: 'time' },
  },
};

export const variablePattern = /^__[a-zA-Z_][a-zA-Z0-9_.-]{0,199}__$/;

export function checkDefinitions(document: JsonObject, reasons: Reason[]): void {
  for (const [name, dictionary] of Object.entries(dictionaries)) {
    const value = document[name];
    if (isJsonObject(value)) checkDictionary(value, dictionary, pointer('', name), reasons);
  }
  checkMarkings(document, reasons);
  if (Array.isArray(document.signatures)) {
    for (const [i, each] of document.signatures.entries()) checkSignature(each, pointer('/signatures', i), reasons);
  }
}

/** Checks the entries of a dictionary of definitions, and the form of its keys. */
function checkDictionary(value: JsonObject, dictionary: Dictionary, path: string, reasons: Reason[]): void {
  for (const [key, entry] of Object.entries(value)) {
    const at = pointer(path, key);
    const isGood = dictionary.key === 'variable' ? variablePattern.test(key) : isIdentifier(key);
    if (!isGood) reasons.push(reason('id-malformed', 'warning', at, { found: key }));
    if (!isJsonObject(entry)) {
      reasons.push(reason('property-wrong-type', 'warning', at, { property: key, form: 'object' }));
      continue;
    }
    checkRequired(entry, dictionary.required, at, reasons);
    checkShape(entry, dictionary.shape, at, reasons);
  }
}

export function checkVariables(value: Json | undefined, path: string, reasons: Reason[]): void {
  if (isJsonObject(value)) checkDictionary(value, dictionaries.playbook_variables as Dictionary, path, reasons);
}

function checkMarkings(document: JsonObject, reasons: Reason[]): void {
  const definitions = isJsonObject(document.data_marking_definitions) ? document.data_marking_definitions : {};
  if (Array.isArray(document.markings)) {
    document.markings.forEach((id, i) => {
      if (typeof id !== 'string' || Object.hasOwn(definitions, id)) return;
      const values = { property: 'markings', target: id };
      reasons.push(reason('reference-dangling', 'warning', pointer('/markings', i), values));
    });
  }
  for (const [key, entry] of Object.entries(definitions)) {
    if (!isJsonObject(entry) || entry.type !== 'marking-tlp') continue;
    const level = String(entry.tlpv2_level);
    if ((tlpLevels as readonly string[]).includes(level)) continue;
    const path = pointer('/data_marking_definitions', key);
    reasons.push(reason('value-not-allowed', 'warning', path, { property: 'tlpv2_level', found: level }));
  }
}

const signatureRequired = [
  'type',
  'id',
  'created',
  'modified',
  'signee',
  'related_to',
  'related_version',
  'hash_algorithm',
  'algorithm',
  'value',
];
const signatureKeys = ['public_key', 'public_cert_chain', 'cert_url', 'thumbprint'];

function checkSignature(signature: Json, path: string, reasons: Reason[]): void {
  if (!isJsonObject(signature)) return;
  checkRequired(signature, signatureRequired, path, reasons);
  if (signatureKeys.filter((name) => signature[name] !== undefined).length !== 1) {
    reasons.push(reason('property-missing', 'warning', path, { property: signatureKeys.join(' | ') }));
  }
}
