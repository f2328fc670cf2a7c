/**
 * What importing a document means here: new, already here, or a newer version of what is here. An update changes the
 * fields that differ and deletes nothing; translations and whatever else the file does not speak of stay.
 */
import { type RecordId, uuidv7 } from '../../base/ids.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { RecordDeclaration } from '../declare-record.ts';
import { setFields } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { step } from '../step.ts';
import { isDeleted, viewOf } from '../view.ts';
import { edgeFields } from '../workflow/edge-place.ts';
import { cacaoOf } from './cacao-of.ts';
import { digestOfDocument } from './document-digest.ts';
import { createDrafts, type DraftOptions, draftsOfPlaybook, provenanceOf } from './drafts-of-playbook.ts';
import { valuesOfDocument } from './records-of-document.ts';

/** The records that share the document's CACAO id. */
export interface ExistingPlaybook {
  readonly playbook: RecordState;
  readonly steps: readonly RecordState[];
}

export type ImportPlan =
  | {
      readonly kind: 'new';
      readonly playbook: RecordId;
      readonly drafts: readonly OperationDraft[];
    }
  /** The same version is here: nothing to do. */
  | { readonly kind: 'already-here'; readonly playbook: RecordId }
  /** What is here is newer than the file: nothing to do. */
  | { readonly kind: 'older'; readonly playbook: RecordId }
  /**
   * The same id and the same `modified` as one that is here, but other content: authors copy files and forget the id.
   * Both are kept, so the file becomes a playbook of its own, and a person can tell which is which.
   */
  | {
      readonly kind: 'copy';
      readonly playbook: RecordId;
      readonly drafts: readonly OperationDraft[];
      readonly sharesIdWith: RecordId;
    }
  | {
      readonly kind: 'update';
      readonly playbook: RecordId;
      readonly drafts: readonly OperationDraft[];
      /** The playbook was edited here since it was imported; the update replaces those edits where they differ. */
      readonly wasEditedHere: boolean;
      /** Steps here that the newer file does not have; they stay. */
      readonly stepsOnlyHere: readonly RecordId[];
    };

/** Plans an import. `existing` is what the store holds under the document's CACAO id. */
export function planImport(
  existing: readonly ExistingPlaybook[],
  document: JsonObject,
  options: DraftOptions,
): ImportPlan {
  const alive = existing.filter((each) => !isDeleted(each.playbook));
  const digest = digestOfDocument(document);
  const latest = alive.reduce<ExistingPlaybook | undefined>(laterOf, undefined);
  if (latest === undefined) {
    const { playbook: id, drafts } = draftsOfPlaybook(document, options);
    return { kind: 'new', playbook: id, drafts };
  }
  const same = alive.filter((each) => orderTo(document, each) === 0);
  const twin = same.find(
    (each) => viewOf(playbook, each.playbook).cacaoDigest === digest || exportDigest(each) === digest,
  );
  if (twin !== undefined) return { kind: 'already-here', playbook: twin.playbook.id };
  const [other] = same;
  if (other !== undefined && document.modified !== undefined) {
    const { playbook: id, drafts } = draftsOfPlaybook(document, options);
    return { kind: 'copy', playbook: id, drafts, sharesIdWith: other.playbook.id };
  }
  if (orderTo(document, latest) < 0) return { kind: 'older', playbook: latest.playbook.id };
  return planUpdate(latest, document, options);
}

function laterOf(latest: ExistingPlaybook | undefined, each: ExistingPlaybook): ExistingPlaybook {
  if (latest === undefined) return each;
  const [a, b] = [latest, each].map(({ playbook: state }) => viewOf(playbook, state).cacaoModified);
  return timeOrder(b, a) > 0 ? each : latest;
}

function orderTo(document: JsonObject, existing: ExistingPlaybook): number {
  return timeOrder(document.modified, viewOf(playbook, existing.playbook).cacaoModified);
}

function exportDigest(existing: ExistingPlaybook): string {
  return digestOfDocument(cacaoOf(existing.playbook, existing.steps).document);
}

/** Below 0 when the file is older, above 0 when newer; without two times it counts as the same version. */
function timeOrder(file: Json | undefined, here: string | undefined): number {
  const fileTime = typeof file === 'string' ? Date.parse(file) : Number.NaN;
  const hereTime = here === undefined ? Number.NaN : Date.parse(here);
  return Number.isNaN(fileTime) || Number.isNaN(hereTime) ? 0 : fileTime - hereTime;
}

function planUpdate(existing: ExistingPlaybook, document: JsonObject, options: DraftOptions): ImportPlan {
  const { cacaoDigest } = viewOf(playbook, existing.playbook);
  const here = exportDigest(existing);
  // What was edited here and comes back unchanged from elsewhere replaces nothing.
  const wasEditedHere = cacaoDigest !== undefined && cacaoDigest !== here && here !== digestOfDocument(document);
  return finishUpdate(existing, document, options, existing.playbook.id, wasEditedHere);
}

function finishUpdate(
  existing: ExistingPlaybook,
  document: JsonObject,
  options: DraftOptions,
  id: RecordId,
  wasEditedHere: boolean,
): ImportPlan {
  const byCacao = new Map<string, RecordState>();
  for (const state of existing.steps) {
    const key = viewOf(step, state).cacaoId;
    if (key !== undefined && !isDeleted(state)) byCacao.set(key, state);
  }
  const recordFor = (key: string) => byCacao.get(key)?.id ?? uuidv7(options.clock, options.random);
  const language = options.language ?? viewOf(playbook, existing.playbook).language;
  const read = valuesOfDocument(document, id, recordFor, language);
  // State and release are decided here, never by a file.
  const { state: _, ...header } = read.playbook;
  const provenance = provenanceOf(document, options.original);
  const drafts = changed(playbook, existing.playbook, { extra: null, ...header, ...provenance });
  const orders = keptOrder(read.steps.map((each) => byCacao.get(each.cacaoId)));
  const seen = new Set<RecordId>();
  for (const each of read.steps) {
    const state = byCacao.get(each.cacaoId);
    seen.add(each.record);
    const { order, ...values } = each.values;
    if (state === undefined) drafts.push(...createDrafts(step, options.scope, each.record, each.values));
    else drafts.push(...changed(step, state, { ...cleared, ...values, ...(orders ? {} : { order: order ?? null }) }));
  }
  const stepsOnlyHere = [...byCacao.values()].filter((state) => !seen.has(state.id)).map((state) => state.id);
  return { kind: 'update', playbook: id, drafts, wasEditedHere, stepsOnlyHere };
}

/** Edges and `extra` are replaced as a whole; every other field that the file leaves out stays. */
const cleared: Readonly<Record<string, Json>> = Object.fromEntries(
  [...edgeFields, 'extra'].map((name) => [name, null]),
);

/** True when the steps are all here and already in this order, so that no order key needs to change. */
function keptOrder(states: readonly (RecordState | undefined)[]): boolean {
  let last = '';
  for (const state of states) {
    const order = state === undefined ? undefined : viewOf(step, state).order;
    if (order === undefined || order <= last) return false;
    last = order;
  }
  return true;
}

function changed(
  declaration: RecordDeclaration,
  state: RecordState,
  values: Readonly<Record<string, Json>>,
): OperationDraft[] {
  const set = setFields(declaration, state, values);
  if (set.ok) return [...set.value];
  // The values were checked when they were read; a refusal here is a fault of this code, not of the file.
  throw new Error(`${declaration.type}: ${set.failure.kind}`);
}
