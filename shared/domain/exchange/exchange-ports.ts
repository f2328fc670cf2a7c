/** What export and import need of an engine: the same in a window, in a command and in a test. */
import type { OperationId, PersonId, RecordId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { CatalogueEntry, CatalogueQuery } from '../catalogue.ts';
import type { ChunkPort } from '../join-chunks.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';

export interface ExportPort extends ChunkPort {
  list(query: CatalogueQuery): Promise<readonly CatalogueEntry[]>;
  open(ids: readonly RecordId[]): Promise<readonly RecordState[]>;
}

/** `F`: how saving fails. */
export interface ImportPort<F> extends ExportPort {
  apply(
    author: PersonId,
    drafts: readonly OperationDraft[],
  ): Promise<Result<{ readonly operations: readonly OperationId[] }, F>>;
  keepChunks(bytes: Uint8Array): Promise<Result<readonly string[], F>>;
}

/** Records opened between two turns of the page. */
const openedAtOnce = 100;

/** Opens many records in pieces; those that are gone meanwhile are left out. */
export async function* openInPieces(
  port: Pick<ExportPort, 'open'>,
  ids: readonly RecordId[],
): AsyncGenerator<readonly RecordState[], void> {
  for (let at = 0; at < ids.length; at += openedAtOnce) yield await port.open(ids.slice(at, at + openedAtOnce));
}
