/** English words for reasons, for the command line and logs. Screens have their own, per interface language. */
import type { JsonFaultKind, Reason, ReasonCode, ValueForm } from './reason.ts';

const sentences: Record<ReasonCode, string> = {
  'file-unreadable': 'the file cannot be read: {detail}',
  'file-empty': 'the file is empty',
  'file-too-large': 'the file has {size} bytes, more than the {limit} that are read',
  'file-binary': 'the file is not text',
  'text-not-utf8': 'the text is neither UTF-8 nor UTF-16 with a byte-order mark',
  'json-broken': 'not valid JSON: {fault}',
  'json-too-deep': 'objects are nested more than {limit} deep',
  'no-playbook': 'no CACAO playbook in this file',
  'embedded-unreadable': 'the base64 text does not hold a CACAO playbook in JSON',
  'workflow-missing': 'there is no workflow',
  'steps-none': 'the workflow has no step',
  'steps-too-many': 'the workflow has {count} steps, more than the {limit} that are read',
  'format-unknown': 'this is no CACAO in JSON, no Markdown and no DOCX',
  'outline-no-steps': 'no heading and no numbered list that could become a step',
  'docx-foreign': 'this ZIP is no DOCX',
  'docx-damaged': 'the DOCX is damaged at {part}',
  'docx-macros': 'the DOCX holds macros ({part}); save it without them',
  'docx-too-large': '{part} unpacks to more than the {limit} bytes that are read',
  'xml-doctype': '{part} declares a document type, which no DOCX does',
  'xml-broken': '{part} is no XML',
  'xml-too-deep': '{part} nests elements more than {limit} deep',
  'headings-from-bold': 'there are no headings; lines in bold were read as such',
  'images-left-out': '{count} pictures were left out',
  'links-cut': '{count} links to files that are not here were left out; their words stay',
  'tables-flattened': '{count} tables became lines of text',
  'text-utf16': 'the file is UTF-16; CACAO files are UTF-8',
  'key-repeated': 'the name "{name}" occurs twice in one object; the last value counts',
  'key-unsafe': 'the name "{name}" is not used and was left out',
  'version-missing': 'spec_version is missing; read as {read}',
  'version-unknown': 'spec_version "{found}" is not known; read as CACAO 2.0',
  upgraded: 'upgraded from {from} to cacao-2.0',
  'id-replaced': '"{from}" is not an identifier of CACAO 2.0 and became "{to}"',
  'workflow-was-list': 'the workflow is a list and became a dictionary of steps',
  'step-not-object': 'the step is not an object and is kept unread',
  'step-type-changed': 'the step type "{from}" was read as "{to}"',
  'property-renamed': '"{from}" was read as "{to}"',
  'branches-joined': '"{property}" names {count} steps; they were put into a parallel step',
  'property-missing': '"{property}" is missing',
  'property-wrong-type': '"{property}" should be {form}',
  'property-empty': '"{property}" must not be empty',
  'property-not-allowed': '"{property}" does not belong here',
  'value-not-allowed': '"{found}" is not a value of "{property}"',
  'id-malformed': '"{found}" is not an identifier (type--uuid)',
  'time-malformed': '"{found}" is not a time in UTC',
  'time-order': '"{property}" is earlier than "{other}"',
  'start-missing': 'the workflow has no start step',
  'start-elsewhere': 'workflow_start does not name a start step',
  'end-missing': 'the workflow has no end step',
  'action-missing': 'the workflow has no action',
  'edge-dangling': '"{property}" leads to "{target}", which is not in the workflow',
  'reference-dangling': '"{property}" names "{target}", which is not defined',
  'step-unreachable': 'no path leads to this step',
  'signature-stale': 'the playbook was changed after it was signed',
  'warnings-left-off': '{count} further warnings',
};

/** Where JSON breaks, in English. */
export const faultWords: Readonly<Record<JsonFaultKind, string>> = {
  'after-end': 'text after the end of the value',
  separator: 'a comma or the end of the object or list is missing',
  'trailing-comma': 'a comma before the end',
  name: 'a name in double quotes is missing',
  colon: 'a colon after a name is missing',
  string: 'a string is not closed or holds a control character',
  'early-end': 'the text ends early',
  value: 'a value is missing',
  depth: 'nested too deep',
};

const formWords: Readonly<Record<ValueForm, string>> = {
  text: 'text',
  flag: 'true or false',
  object: 'an object',
  'filled-object': 'an object',
  identifier: 'an identifier',
  time: 'a date and time',
  milliseconds: 'a whole number of milliseconds',
  percent: 'a whole number from 0 to 100',
  texts: 'a list of texts',
  'filled-texts': 'a list of texts',
  identifiers: 'a list of identifiers',
  objects: 'a list of objects',
};

/** A sentence for a reason, with its place. */
export function reasonText(reason: Reason): string {
  const sentence = sentences[reason.code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(reason.values[name] ?? '?');
    if (name === 'fault') return faultWords[value as JsonFaultKind] ?? value;
    return name === 'form' ? (formWords[value as ValueForm] ?? value) : value;
  });
  const place = reason.line === null ? '' : `line ${reason.line}${reason.column === null ? '' : `:${reason.column}`}: `;
  return `${place}${reason.path === '' ? '' : `${reason.path}: `}${sentence}`;
}
