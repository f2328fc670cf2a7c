/** Operation drafts that create the records of an imported playbook. */
import { type RecordId, type ScopeId, uuidv7 } from '../../base/ids.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Clock, Random } from '../../base/ports.ts';
import type { NewValuesOf, RecordDeclaration } from '../declare-record.ts';
import { splitFieldKey } from '../declare-record.ts';
import { createRecord } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { OperationDraft } from '../record-state.ts';
import { step } from '../step.ts';
import { digestOfDocument } from './document-digest.ts';
import { valuesOfDocument } from './records-of-document.ts';

export interface DraftOptions {
  readonly scope: ScopeId;
  readonly clock: Clock;
  readonly random: Random;
  /** Language of the document's texts; without it, what the document says or its words suggest. */
  readonly language?: string;
  /** Record id of the attachment that keeps the imported file. */
  readonly original?: RecordId;
  /** Record id for the playbook; a new one by default. */
  readonly playbook?: RecordId;
}

export interface PlaybookDrafts {
  readonly playbook: RecordId;
  readonly language: string;
  /** Record ids of the steps by their key in the document. */
  readonly steps: ReadonlyMap<string, RecordId>;
  readonly drafts: readonly OperationDraft[];
}

/** Drafts for one playbook and its steps; apply them as one action. Takes a document of readPlaybookFile. */
export function draftsOfPlaybook(document: JsonObject, options: DraftOptions): PlaybookDrafts {
  const id = options.playbook ?? uuidv7(options.clock, options.random);
  const steps = new Map<string, RecordId>();
  const recordFor = (cacaoId: string) => {
    const record = uuidv7(options.clock, options.random);
    steps.set(cacaoId, record);
    return record;
  };
  const read = valuesOfDocument(document, id, recordFor, options.language);
  const header = { ...read.playbook, ...provenanceOf(document, options.original) };
  const drafts = createDrafts(playbook, options.scope, id, header);
  for (const each of read.steps) drafts.push(...createDrafts(step, options.scope, each.record, each.values));
  return { playbook: id, language: read.language, steps, drafts };
}

/** The values that say where a playbook came from. */
export function provenanceOf(document: JsonObject, original: RecordId | undefined): Record<string, Json> {
  return { cacaoDigest: digestOfDocument(document), ...(original === undefined ? {} : { original }) };
}

/** Drafts of a new record from values by field key. */
export function createDrafts(
  declaration: RecordDeclaration,
  scope: ScopeId,
  id: RecordId,
  values: Readonly<Record<string, Json>>,
): OperationDraft[] {
  const created = createRecord(declaration, { scope, id }, nested(values) as NewValuesOf<RecordDeclaration>);
  // The values were checked when they were read; a refusal here is a fault of this code, not of the file.
  if (!created.ok) throw new Error(`${declaration.type}.${created.failure.field}: ${created.failure.reason}`);
  return created.value;
}

/** From field keys (`title.en`) to the nested form that createRecord takes. */
function nested(values: Readonly<Record<string, Json>>): Record<string, unknown> {
  const byField: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const [name, language] = splitFieldKey(key);
    if (language === null) byField[name] = value;
    else byField[name] = { ...(byField[name] as Record<string, Json> | undefined), [language]: value };
  }
  return byField;
}
