/** Takes a CACAO 2.0 document apart into the values of one playbook record and its step records. */
import { generateNKeysBetween } from 'fractional-indexing';
import type { RecordId } from '../../base/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { checkValue } from '../edit.ts';
import { playbook } from '../playbook.ts';
import { step, stepKinds } from '../step.ts';
import { isSameJson } from './canonical-json.ts';
import { extensionDefinition, extensionId, keptExtension, readExtension } from './extension.ts';
import { playbookForm, stepForm } from './extension-forms.ts';
import { readMapped, type StepNames } from './field-map.ts';
import { guessLanguage } from './guess-language.ts';
import { derivedIdentifier } from './identifiers.ts';
import { markingOf } from './marking.ts';
import { playbookMaps, stepMaps } from './playbook-map.ts';
import { readingOrder } from './reading-order.ts';
import { edgesOfStep } from './step-edges.ts';

export interface StepValues {
  readonly cacaoId: string;
  readonly record: RecordId;
  /** By field key. */
  readonly values: Readonly<Record<string, Json>>;
}
export interface DocumentValues {
  readonly language: string;
  readonly playbook: Readonly<Record<string, Json>>;
  /** In reading order. */
  readonly steps: readonly StepValues[];
}

/** Values by field key. `recordFor` gives each step key its record id; `language` overrides the document's and the guess. */
export function valuesOfDocument(
  document: JsonObject,
  playbookRecord: RecordId,
  recordFor: (cacaoId: string) => RecordId,
  language: string = languageOf(document),
): DocumentValues {
  const workflow = isJsonObject(document.workflow) ? document.workflow : {};
  const keys = orderedKeys(document, workflow);
  const stepOf = (key: string) => workflow[key] as JsonObject;
  const idOf = new Map(keys.map((key) => [key, keptStepId(key, stepOf(key))]));
  const records = new Map(keys.map((key) => [key, recordFor(idOf.get(key) as string)]));
  const names: StepNames = { recordOf: (id) => records.get(id) ?? id, cacaoOf: cacaoIdsOf(records) };
  const order = generateNKeysBetween(null, null, keys.length);
  const steps = keys.map((key, i): StepValues => {
    const record = records.get(key) as RecordId;
    const cacaoId = idOf.get(key) as string;
    const read = stepValues(stepOf(key), language, names);
    const place = { playbook: playbookRecord, order: order[i] as string, cacaoId };
    return { cacaoId, record, values: { ...place, ...read } };
  });
  return { language, playbook: playbookValues(document, workflow, language, names), steps };
}

/** A step's id as it is kept: one that is longer than any id is replaced, always by the same one. */
function keptStepId(key: string, source: JsonObject): string {
  if (checkValue(step, 'cacaoId', key).ok) return key;
  return derivedIdentifier(stepKinds.find((kind) => kind === source.type) ?? 'action', key);
}

function cacaoIdsOf(records: ReadonlyMap<string, RecordId>): (record: string) => string {
  const ids = new Map([...records].map(([key, record]) => [record, key]));
  return (record) => ids.get(record) ?? record;
}

/** The language of a document's own texts: as it says, else by its words. */
export function languageOf(document: JsonObject): string {
  const extensions = document.playbook_extensions;
  const own = isJsonObject(extensions) ? extensions[extensionId] : undefined;
  if (
    isJsonObject(own) &&
    typeof own.language === 'string' &&
    /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(own.language)
  ) {
    return own.language;
  }
  return guessLanguage(textsOf(document));
}

/** The texts by which a language is guessed. */
function textsOf(document: JsonObject): string {
  const steps = isJsonObject(document.workflow) ? Object.values(document.workflow).slice(0, 200) : [];
  const objects = [document, ...steps.filter(isJsonObject)];
  return objects.map((each) => `${String(each.name ?? '')} ${String(each.description ?? '')}`).join(' ');
}

/** Keys of the steps that are objects, in reading order. */
function orderedKeys(document: JsonObject, workflow: JsonObject): string[] {
  const keys = Object.keys(workflow).filter((key) => isJsonObject(workflow[key]));
  const stepOf = (key: string) => workflow[key] as JsonObject;
  const start =
    typeof document.workflow_start === 'string'
      ? document.workflow_start
      : (keys.find((key) => stepOf(key).type === 'start') ?? null);
  return readingOrder(
    keys,
    start,
    (key) => edgesOfStep(stepOf(key)).map((edge) => edge.target),
    (key) => stepOf(key).type === 'end',
  );
}

function stepValues(source: JsonObject, language: string, names: StepNames): Record<string, Json> {
  const { values, extra } = readMapped(step, stepMaps, source, language, names);
  const rest: Record<string, Json> = { ...extra };
  const own = takeExtension(rest, 'step_extensions', (raw) => keptExtension(stepForm, raw, language));
  const extension = own === undefined ? {} : readExtension(stepForm, own, language);
  return { ...values, ...extension, ...(Object.keys(rest).length > 0 ? { extra: rest } : {}) };
}

function playbookValues(
  document: JsonObject,
  workflow: JsonObject,
  language: string,
  names: StepNames,
): Record<string, Json> {
  const { workflow: _, ...header } = document;
  const { values, extra } = readMapped(playbook, playbookMaps, header, language, names);
  const rest: Record<string, Json> = { ...extra };
  if (rest.type === 'playbook') delete rest.type;
  if (rest.spec_version === 'cacao-2.0') delete rest.spec_version;
  const unread = Object.entries(workflow).filter(([, each]) => !isJsonObject(each));
  if (unread.length > 0) rest.workflow = Object.fromEntries(unread);
  const own = takeExtension(rest, 'playbook_extensions', (raw) =>
    // A guessed language is not what the file says, so the export must know that it said none.
    isJsonObject(raw) && raw.language === language ? keptExtension(playbookForm, raw, language) : raw,
  );
  const extension = own === undefined ? {} : readExtension(playbookForm, own, language);
  if (own !== undefined || usesExtension(workflow)) dropDefinition(rest);
  const marking = markingOf(document);
  return {
    ...values,
    ...extension,
    language,
    state: 'draft',
    ...(marking === null ? {} : { marking }),
    ...(Object.keys(rest).length > 0 ? { extra: rest } : {}),
  };
}

/** Takes our extension out of a dictionary of extensions, leaving in it what must be kept of it. */
function takeExtension(rest: Record<string, Json>, name: string, kept: (raw: Json) => Json | null): Json | undefined {
  const extensions = rest[name];
  if (!isJsonObject(extensions) || !Object.hasOwn(extensions, extensionId)) return undefined;
  const { [extensionId]: own, ...others } = extensions;
  const keep = kept(own as Json);
  const remaining = keep === null ? others : { ...others, [extensionId]: keep };
  if (Object.keys(remaining).length > 0) rest[name] = remaining;
  else delete rest[name];
  return own as Json;
}

function usesExtension(workflow: JsonObject): boolean {
  return Object.values(workflow).some(
    (each) =>
      isJsonObject(each) && isJsonObject(each.step_extensions) && Object.hasOwn(each.step_extensions, extensionId),
  );
}

/** The declaration that an export adds by itself need not be kept. */
function dropDefinition(rest: Record<string, Json>): void {
  const definitions = rest.extension_definitions;
  if (!isJsonObject(definitions) || !isSameJson(definitions[extensionId] as Json, extensionDefinition)) return;
  const { [extensionId]: _, ...others } = definitions;
  if (Object.keys(others).length > 0) rest.extension_definitions = others;
  else delete rest.extension_definitions;
}
