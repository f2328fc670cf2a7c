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
import { cacaoOf } from './cacao-of.ts';
import { digestOfDocument } from './document-digest.ts';
import { createDrafts, type DraftOptions, draftsOfPlaybook, provenanceOf } from './drafts-of-playbook.ts';
import { edgeFields } from './playbook-map.ts';
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
  /** The same id and the same `modified`, but other content: nothing is done, a person must look. */
  | { readonly kind: 'same-version-differs'; readonly playbook: RecordId }
  | {
      readonly kind: 'update';
      readonly playbook: RecordId;
      readonly drafts: readonly OperationDraft[];
      /** The playbook was edited here since it was imported; the update replaces those edits where they differ. */
      readonly wasEditedHere: boolean;
      /** Steps here that the newer file does not have; they stay. */
      readonly stepsOnlyHere: readonly RecordId[];
    };

/** Plans an import. `existing` is what the store holds under the document's CACAO id, or null. */
export function planImport(existing: ExistingPlaybook | null, document: JsonObject, options: DraftOptions): ImportPlan {
  if (existing === null || isDeleted(existing.playbook)) {
    const created = draftsOfPlaybook(document, options);
    return { kind: 'new', playbook: created.playbook, drafts: created.drafts };
  }
  const id = existing.playbook.id;
  const view = viewOf(playbook, existing.playbook);
  const isSameContent = view.cacaoDigest === digestOfDocument(document);
  const order = timeOrder(document.modified, view.cacaoModified);
  if (order < 0) return { kind: 'older', playbook: id };
  if (isSameContent && order === 0) return { kind: 'already-here', playbook: id };
  if (order === 0 && document.modified !== undefined) return planSameVersion(existing, document, id);
  return planUpdate(existing, document, options);
}

/** Our own export of an edited playbook comes back with the content that is here: that is no difference. */
function planSameVersion(existing: ExistingPlaybook, document: JsonObject, id: RecordId): ImportPlan {
  const here = digestOfDocument(cacaoOf(existing.playbook, existing.steps).document);
  return { kind: here === digestOfDocument(document) ? 'already-here' : 'same-version-differs', playbook: id };
}

/** Below 0 when the file is older, above 0 when newer; without two times it counts as the same version. */
function timeOrder(file: Json | undefined, here: string | undefined): number {
  const fileTime = typeof file === 'string' ? Date.parse(file) : Number.NaN;
  const hereTime = here === undefined ? Number.NaN : Date.parse(here);
  return Number.isNaN(fileTime) || Number.isNaN(hereTime) ? 0 : fileTime - hereTime;
}

function planUpdate(existing: ExistingPlaybook, document: JsonObject, options: DraftOptions): ImportPlan {
  const here = digestOfDocument(cacaoOf(existing.playbook, existing.steps).document);
  const view = viewOf(playbook, existing.playbook);
  const id = existing.playbook.id;
  if (here === digestOfDocument(document) && view.cacaoDigest !== undefined) {
    // The edits made here came back from elsewhere: only the version's own facts are new.
    return finishUpdate(existing, document, options, id, false);
  }
  return finishUpdate(existing, document, options, id, view.cacaoDigest !== undefined && view.cacaoDigest !== here);
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
