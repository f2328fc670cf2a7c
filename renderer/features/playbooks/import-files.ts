/**
 * Brings files of playbooks into the library: each is read, judged, and saved whole or not at all, its original kept
 * beside it. What came of it is plain data; screens find the words.
 */
import { type RecordId, type ScopeId, uuidv7 } from '../../../shared/base/ids.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { attachmentLimit } from '../../../shared/domain/attachment.ts';
import { digestOfDocument } from '../../../shared/domain/cacao/document-digest.ts';
import { draftsOfPlaybook } from '../../../shared/domain/cacao/drafts-of-playbook.ts';
import { type DocumentReading, readPlaybookFile } from '../../../shared/domain/cacao/read-playbook-file.ts';
import type { Reason } from '../../../shared/domain/cacao/reason.ts';
import { mediaTypeOf } from '../../../shared/domain/media-type.ts';
import { draftsOfOriginal } from '../../../shared/domain/original-file.ts';
import { documentOfPlan, type OutlinePlan } from '../../../shared/domain/outline/plan-of-outline.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import type { ApplyFailure } from '../../../shared/sync/engine-api.ts';
import type { LiveEngine } from '../../data/live-engine.ts';
import { pageClock, pageRandom } from '../../data/page-ports.ts';

export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Bytes of a file too large to be read; its `bytes` are empty. */
  readonly tooLarge?: boolean;
}

/** `proposed`: a document for people, not saved before somebody has looked at its steps; `dismissed`: somebody said no. */
export type ImportVerdict = 'imported' | 'warned' | 'refused' | 'duplicate' | 'proposed' | 'dismissed';

/** What came of one playbook of a file, or of a file that held none. */
export interface ImportedDocument {
  readonly title: string;
  readonly verdict: ImportVerdict;
  /** The playbook in the library; for a duplicate, the one that was there. */
  readonly playbook: string | null;
  readonly reasons: readonly Reason[];
  /** More than the reader could say: already here, another edition here, too large, not saved. */
  readonly why: 'same' | 'other-edition' | 'identity-shared' | 'too-large' | ApplyFailure | null;
  /** Of a proposed one: what it would become, and the file to keep with it. */
  readonly proposal?: Proposal;
}

export interface Proposal {
  readonly plan: OutlinePlan;
  readonly file: PickedFile;
}

export interface FileReport {
  readonly file: string;
  readonly documents: readonly ImportedDocument[];
}

export interface ImportContext {
  readonly engine: LiveEngine;
  readonly person: string;
  readonly scope: ScopeId;
}

/** Imports one file. Never throws on what is in it. */
export async function importFile(file: PickedFile, context: ImportContext): Promise<FileReport> {
  const refused = (reasons: readonly Reason[], why: ImportedDocument['why'] = null): FileReport => ({
    file: file.name,
    documents: [{ title: '', verdict: 'refused', playbook: null, reasons, why }],
  });
  if (file.tooLarge === true || file.bytes.length > attachmentLimit) return refused([], 'too-large');
  const reading = readPlaybookFile(file.name, file.bytes);
  if (reading.documents.length === 0) return refused(reading.reasons);
  const ofFile = reading.reasons.filter(
    (each) => !reading.documents.some((document) => document.reasons.includes(each)),
  );
  const documents: ImportedDocument[] = [];
  for (const document of reading.documents) documents.push(await importDocument(document, ofFile, file, context));
  return { file: file.name, documents };
}

async function importDocument(
  reading: DocumentReading,
  ofFile: readonly Reason[],
  file: PickedFile,
  context: ImportContext,
): Promise<ImportedDocument> {
  const reasons = [...ofFile, ...reading.reasons];
  const said = { title: reading.title, reasons };
  if (reading.document === null) return { ...said, verdict: 'refused', playbook: null, why: null };
  const known = await knownEdition(context.engine, reading.document);
  if (known !== null && known.why !== 'identity-shared') {
    return { ...said, verdict: 'duplicate', playbook: known.id, why: known.why };
  }
  if (reading.plan !== undefined) {
    return { ...said, verdict: 'proposed', playbook: null, why: null, proposal: { plan: reading.plan, file } };
  }
  const saved = await saveDocument(reading.document, file, 'application/json', context);
  if (!saved.ok) return { ...said, verdict: 'refused', playbook: null, why: saved.failure };
  const isClean = reading.status === 'imported' && known === null;
  return { ...said, verdict: isClean ? 'imported' : 'warned', playbook: saved.value, why: known?.why ?? null };
}

/** Saves what somebody has looked at, without the steps that they left out (by their place in the plan). */
export async function importProposal(
  document: ImportedDocument,
  { plan, file }: Proposal,
  leftOut: ReadonlySet<number>,
  context: ImportContext,
): Promise<ImportedDocument> {
  const { title, reasons } = document;
  const saved = await saveDocument(documentOfPlan(plan, leftOut), file, mediaTypeOf(file.name), context);
  // What the disk refuses can be tried again: the proposal stays.
  if (!saved.ok) return { ...document, why: saved.failure };
  return { title, reasons, verdict: 'imported', playbook: saved.value, why: null };
}

async function saveDocument(
  document: JsonObject,
  file: PickedFile,
  mediaType: string,
  { engine, person, scope }: ImportContext,
): Promise<Result<RecordId, ApplyFailure>> {
  const kept = await engine.keepChunks(file.bytes);
  if (!kept.ok) return kept;
  const original = uuidv7(pageClock, pageRandom);
  const made = draftsOfPlaybook(document, { scope, clock: pageClock, random: pageRandom, original });
  const keep = draftsOfOriginal({
    scope,
    id: original,
    owner: made.playbook,
    name: file.name,
    mediaType,
    bytes: file.bytes,
    chunks: kept.value,
  });
  const saved = await engine.apply(person, [...made.drafts, ...keep]);
  return saved.ok ? ok(made.playbook) : saved;
}

interface KnownEdition {
  readonly id: string;
  readonly why: 'same' | 'other-edition' | 'identity-shared';
}

/**
 * The playbook with this identity that is in the library already. Equal content is the same document; another `modified`
 * is another edition of it; other content under the same identity and time is another document whose author copied the
 * identity, and both are kept.
 */
async function knownEdition(engine: LiveEngine, document: JsonObject): Promise<KnownEdition | null> {
  if (typeof document.id !== 'string') return null;
  const found = await engine.list({ type: playbook.type, where: { cacaoId: document.id } });
  const states = await engine.open(found.map((entry) => entry.id));
  const views = states.map((state) => viewOf(playbook, state));
  const digest = digestOfDocument(document);
  const same = views.find((view) => view.cacaoDigest === digest);
  if (same !== undefined) return { id: same.id, why: 'same' };
  const edition = views.find((view) => (view.cacaoModified ?? null) !== (document.modified ?? null));
  if (edition !== undefined) return { id: edition.id, why: 'other-edition' };
  return views[0] === undefined ? null : { id: views[0].id, why: 'identity-shared' };
}
