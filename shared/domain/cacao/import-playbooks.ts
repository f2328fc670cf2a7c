/**
 * Imports what a file reading holds into a store, one playbook after another, each all or nothing. The desktop and the
 * `waypost` command both call this; the port is what they need of the engine.
 */
import { type PersonId, type RecordId, uuidv7 } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import type { CatalogueEntry, CatalogueQuery } from '../catalogue.ts';
import { mediaTypeOf } from '../media-type.ts';
import { draftsOfOriginal } from '../original-file.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import type { DraftOptions } from './drafts-of-playbook.ts';
import { type ExistingPlaybook, type ImportPlan, planImport } from './plan-import.ts';
import type { FileReading } from './read-playbook-file.ts';

/** The part of the engine that an import needs. `F` is the engine's own failure. */
export interface ImportPort<F> {
  list(query: CatalogueQuery): Promise<readonly CatalogueEntry[]>;
  open(ids: readonly RecordId[]): Promise<readonly RecordState[]>;
  keepChunks(bytes: Uint8Array): Promise<Result<readonly string[], F>>;
  apply(author: PersonId, drafts: readonly OperationDraft[]): Promise<Result<unknown, F>>;
}

export interface ImportedPlaybook {
  readonly kind: ImportPlan['kind'];
  readonly playbook: RecordId;
  readonly title: string;
  /** Operations saved; 0 where there was nothing to do. */
  readonly operations: number;
  readonly wasEditedHere: boolean;
  readonly stepsOnlyHere: readonly RecordId[];
}

export type ImportSettings = Pick<DraftOptions, 'scope' | 'clock' | 'random' | 'language'> & {
  readonly author: PersonId;
};

/**
 * Imports every usable playbook of a file. `bytes` are kept once as the original. Stops at the first failure of the
 * engine; what was reported imported before it is saved.
 */
export async function importPlaybooks<F>(
  port: ImportPort<F>,
  reading: FileReading,
  bytes: Uint8Array,
  settings: ImportSettings,
): Promise<Result<readonly ImportedPlaybook[], F>> {
  const imported: ImportedPlaybook[] = [];
  let chunks: readonly string[] | null = null;
  for (const { document, title, plan: outline } of reading.documents) {
    if (document === null) continue;
    const original = uuidv7(settings.clock, settings.random);
    const plan = planImport(await existingPlaybooks(port, settings.scope, document), document, {
      ...settings,
      original,
    });
    if (plan.kind === 'new' || plan.kind === 'copy' || plan.kind === 'update') {
      if (chunks === null) {
        const kept = await port.keepChunks(bytes);
        if (!kept.ok) return kept;
        chunks = kept.value;
      }
      const file = {
        scope: settings.scope,
        id: original,
        owner: plan.playbook,
        name: reading.file,
        mediaType: outline === undefined ? 'application/json' : mediaTypeOf(reading.file),
        bytes,
        chunks,
      };
      const applied = await port.apply(settings.author, [...plan.drafts, ...draftsOfOriginal(file)]);
      if (!applied.ok) return applied;
    }
    imported.push(reportOf(plan, title));
  }
  return ok(imported);
}

function reportOf(plan: ImportPlan, title: string): ImportedPlaybook {
  const base = { kind: plan.kind, playbook: plan.playbook, title, operations: 0 };
  if (plan.kind === 'new' || plan.kind === 'copy') {
    return { ...base, operations: plan.drafts.length, wasEditedHere: false, stepsOnlyHere: [] };
  }
  if (plan.kind !== 'update') return { ...base, wasEditedHere: false, stepsOnlyHere: [] };
  const { wasEditedHere, stepsOnlyHere } = plan;
  return { ...base, operations: plan.drafts.length, wasEditedHere, stepsOnlyHere };
}

/** The playbooks of a scope that carry the document's CACAO id, with their steps. */
export async function existingPlaybooks<F>(
  port: Pick<ImportPort<F>, 'list' | 'open'>,
  scope: string,
  document: JsonObject,
): Promise<readonly ExistingPlaybook[]> {
  if (typeof document.id !== 'string') return [];
  const found: ExistingPlaybook[] = [];
  for (const entry of await port.list({ type: 'playbook', scope, where: { cacaoId: document.id } })) {
    const steps = await port.list({ type: 'step', parent: entry.id });
    const states = await port.open([entry.id, ...steps.map((each) => each.id)]);
    const playbook = states.find((state) => state.id === entry.id);
    if (playbook !== undefined) found.push({ playbook, steps: states.filter((state) => state.type === 'step') });
  }
  return found;
}
