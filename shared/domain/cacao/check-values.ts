/** Small checks of one property, shared by the checks of playbook and step. Each adds a warning when it is not met. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { isIdentifier } from './identifiers.ts';
import { pointer, type Reason, reason, type ValueForm } from './reason.ts';

const timePattern =
  /^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(\.[0-9]+)?Z$/;

export function isTime(value: unknown): value is string {
  return typeof value === 'string' && timePattern.test(value);
}

/** Checks the properties that are there against a table (lists must not be empty, as in the schemas of CACAO); what the table does not name is allowed and kept. */
export function checkShape(
  object: JsonObject,
  shape: Readonly<Record<string, ValueForm>>,
  path: string,
  reasons: Reason[],
): void {
  for (const [name, expected] of Object.entries(shape)) {
    const value = object[name];
    if (value !== undefined) checkValue(name, value, expected, pointer(path, name), reasons);
  }
}

export function checkRequired(object: JsonObject, names: readonly string[], path: string, reasons: Reason[]): void {
  for (const name of names) {
    if (object[name] === undefined) reasons.push(reason('property-missing', 'warning', path, { property: name }));
  }
}

function checkValue(name: string, value: Json, expected: ValueForm, path: string, reasons: Reason[]): void {
  const wrong = () => reasons.push(reason('property-wrong-type', 'warning', path, { property: name, form: expected }));
  const empty = () => reasons.push(reason('property-empty', 'warning', path, { property: name }));
  switch (expected) {
    case 'text':
      return void (typeof value === 'string' || wrong());
    case 'flag':
      return void (typeof value === 'boolean' || wrong());
    case 'milliseconds':
      return void ((Number.isInteger(value) && (value as number) >= 0) || wrong());
    case 'percent':
      return void ((Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 100) || wrong());
    case 'identifier':
      return void (typeof value === 'string' ? checkIdentifier(value, path, reasons) : wrong());
    case 'time':
      return void (typeof value === 'string' ? checkTime(value, path, reasons) : wrong());
    case 'object':
    case 'filled-object':
      if (!isJsonObject(value)) wrong();
      else if (expected === 'filled-object' && Object.keys(value).length === 0) empty();
      return;
    default:
      if (!Array.isArray(value)) wrong();
      else checkList(value as readonly Json[], expected, path, wrong, empty, reasons);
  }
}

function checkList(
  list: readonly Json[],
  expected: ValueForm,
  path: string,
  wrong: () => void,
  empty: () => void,
  reasons: Reason[],
): void {
  if (list.length === 0 && expected !== 'texts') {
    empty();
    return;
  }
  const isObject = expected === 'objects';
  if (list.some((each) => (isObject ? !isJsonObject(each) : typeof each !== 'string'))) {
    wrong();
    return;
  }
  if (expected !== 'identifiers') return;
  for (const [i, each] of list.entries()) checkIdentifier(String(each), pointer(path, i), reasons);
}

function checkIdentifier(value: string, path: string, reasons: Reason[]): void {
  if (!isIdentifier(value)) reasons.push(reason('id-malformed', 'warning', path, { found: short(value) }));
}

function checkTime(value: string, path: string, reasons: Reason[]): void {
  if (!isTime(value)) reasons.push(reason('time-malformed', 'warning', path, { found: short(value) }));
}

export function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
