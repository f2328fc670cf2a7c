/** Writes a playbook and its steps as a CACAO 2.0 document, with the list of what the standard would object to. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { playbook } from '../playbook.ts';
import { existenceField, type RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import type { TlpLevel } from '../tlp.ts';
import { isDeleted, shownValues } from '../view.ts';
import { checkPlaybook } from './check-playbook.ts';
import { digestOfDocument } from './document-digest.ts';
import { exportedExtension, extensionDefinition, extensionId } from './extension.ts';
import { playbookForm, stepForm } from './extension-forms.ts';
import { type StepNames, writeMapped } from './field-map.ts';
import { derivedIdentifier } from './identifiers.ts';
import { withMarking } from './marking.ts';
import { playbookMaps, stepMaps } from './playbook-map.ts';
import { type Reason, reason } from './reason.ts';
import { languageOf } from './records-of-document.ts';

export interface CacaoExport {
  readonly document: JsonObject;
  /** Empty when the document meets CACAO 2.0 to the letter. */
  readonly problems: readonly Reason[];
}

type Values = Readonly<Record<string, Json>>;

/**
 * The document of a playbook. What was imported as CACAO 2.0 and not edited comes out equal (canonical JSON); an edit
 * changes its own property and `modified`. Deleted steps are left out.
 */
export function cacaoOf(playbookState: RecordState, stepStates: readonly RecordState[]): CacaoExport {
  const header = shownValues(playbook, playbookState);
  const steps = stepStates.filter((state) => state.type === step.type);
  const alive = steps.filter((state) => !isDeleted(state));
  const language = typeof header.language === 'string' ? header.language : firstLanguage(header);
  const names = stepNames(steps);
  const document = writeHeader(header, language, names);
  const workflow = writeWorkflow(alive, header, language, names);
  document.workflow = workflow;
  writeExtensions(document, header, language, workflow);
  withMarking(document, (header.marking as TlpLevel | undefined) ?? null);
  const isChanged = header.cacaoDigest !== undefined && header.cacaoDigest !== digestOfDocument(document);
  if (isChanged) document.modified = laterTime(header.cacaoModified, [playbookState, ...steps]);
  fillRequired(document, playbookState);
  const problems = strictProblems(document);
  if (isChanged && document.signatures !== undefined)
    problems.push(reason('signature-stale', 'warning', '/signatures'));
  return { document, problems };
}

/** The document as text, indented, ready for a file. */
export function cacaoText(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What stands against a document as strict CACAO 2.0. Notes of the importer are no problems. */
function strictProblems(document: JsonObject): Reason[] {
  return checkPlaybook(document).filter((each) => each.severity !== 'note');
}

function firstLanguage(header: Values): string {
  const key = Object.keys(header).find((each) => each.startsWith('title.'));
  return key === undefined ? 'en' : key.slice('title.'.length);
}

/** Step records and their keys in the document; steps made here get a derived key. */
function stepNames(steps: readonly RecordState[]): StepNames {
  const byRecord = new Map<string, string>();
  for (const state of steps) byRecord.set(state.id, cacaoIdOfStep(state));
  const byCacao = new Map([...byRecord].map(([record, id]) => [id, record]));
  return { recordOf: (id) => byCacao.get(id) ?? id, cacaoOf: (id) => byRecord.get(id) ?? id };
}

function cacaoIdOfStep(state: RecordState): string {
  const values = shownValues(step, state);
  if (typeof values.cacaoId === 'string') return values.cacaoId;
  return derivedIdentifier(String(values.kind ?? 'action'), state.id);
}

function extraOf(values: Values): JsonObject {
  return isJsonObject(values.extra) ? values.extra : {};
}

function writeHeader(header: Values, language: string, names: StepNames): Record<string, Json> {
  const { workflow: _, ...extra } = extraOf(header);
  const written = writeMapped(playbook, playbookMaps, (key) => header[key] ?? null, extra, language, names);
  return {
    ...(Object.hasOwn(extra, 'type') ? {} : { type: 'playbook' }),
    ...(Object.hasOwn(extra, 'spec_version') ? {} : { spec_version: 'cacao-2.0' }),
    ...written,
  };
}

/** What the standard requires and only we can know: for playbooks made here, and for files that left it out. */
function fillRequired(document: Record<string, Json>, state: RecordState): void {
  document.id ??= derivedIdentifier('playbook', state.id);
  document.created_by ??= derivedIdentifier('identity', state.scope);
  document.created ??= timeText(createdAt(state));
  document.modified ??= timeText(latestWall([state]));
}

function writeWorkflow(
  steps: readonly RecordState[],
  header: Values,
  language: string,
  names: StepNames,
): Record<string, Json> {
  const unread = extraOf(header).workflow;
  const workflow = new Map<string, Json>(isJsonObject(unread) ? Object.entries(unread) : []);
  const inOrder = steps
    .map((state) => ({ state, values: shownValues(step, state) }))
    .sort(
      (a, b) => compare(String(a.values.order ?? ''), String(b.values.order ?? '')) || compare(a.state.id, b.state.id),
    );
  for (const { state, values } of inOrder) {
    const written = writeMapped(step, stepMaps, (key) => values[key] ?? null, extraOf(values), language, names);
    setExtension(written, 'step_extensions', stepExtension(written, values, language));
    workflow.set(names.cacaoOf(state.id), written);
  }
  return Object.fromEntries(workflow);
}

function stepExtension(written: Record<string, Json>, values: Values, language: string): Json | null {
  return exportedExtension(stepForm, rawExtension(written.step_extensions), values, language);
}

function writeExtensions(document: Record<string, Json>, header: Values, language: string, workflow: JsonObject): void {
  const raw = rawExtension(document.playbook_extensions);
  const says = isUnsaid(document, raw, header, language) ? { ...header, language: undefined } : header;
  const known = Object.fromEntries(Object.entries(says).filter(([, value]) => value !== undefined)) as Values;
  setExtension(document, 'playbook_extensions', exportedExtension(playbookForm, raw, known, language));
  const isUsed =
    rawExtension(document.playbook_extensions) !== undefined ||
    Object.values(workflow).some((each) => isJsonObject(each) && rawExtension(each.step_extensions) !== undefined);
  if (!isUsed) return;
  const definitions = isJsonObject(document.extension_definitions) ? document.extension_definitions : {};
  if (Object.hasOwn(definitions, extensionId)) return;
  document.extension_definitions = { ...definitions, [extensionId]: extensionDefinition };
}

/**
 * True when the language need not be written: every reader would guess it alike, and the extension either came without
 * it or would say nothing else. Such a document stays plain.
 */
function isUnsaid(document: JsonObject, raw: Json | undefined, header: Values, language: string): boolean {
  if (languageOf(document) !== language) return false;
  if (raw !== undefined) return !isJsonObject(raw) || raw.language === undefined;
  const others = exportedExtension(playbookForm, undefined, { ...header, language }, language);
  return isJsonObject(others) && Object.keys(others).every((name) => name === 'type' || name === 'language');
}

function rawExtension(extensions: Json | undefined): Json | undefined {
  return isJsonObject(extensions) && Object.hasOwn(extensions, extensionId) ? extensions[extensionId] : undefined;
}

function setExtension(object: Record<string, Json>, name: string, extension: Json | null): void {
  if (extension === null) return;
  const others = object[name];
  object[name] = { ...(isJsonObject(others) ? others : {}), [extensionId]: extension };
}

function createdAt(state: RecordState): number {
  return (state.fields[existenceField] ?? [])[0]?.wall ?? 0;
}

function latestWall(states: readonly RecordState[]): number {
  let latest = 0;
  for (const state of states) {
    for (const heads of Object.values(state.fields)) for (const head of heads) latest = Math.max(latest, head.wall);
  }
  return latest;
}

/** The time of the latest edit; always later than the version that came in, whatever the clocks say. */
function laterTime(before: Json | undefined, states: readonly RecordState[]): string {
  const previous = typeof before === 'string' ? Date.parse(before) : Number.NaN;
  return timeText(Number.isNaN(previous) ? latestWall(states) : Math.max(latestWall(states), previous + 1));
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
