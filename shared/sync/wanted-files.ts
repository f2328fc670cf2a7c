/**
 * Which chunks of attachments this laptop would like to have, most wanted first, and what of them is here ([AT1] to [AT5]).
 * What is wanted is said by the host, which keeps it; the engine turns it into chunks to ask for.
 */
import type { RecordId, ScopeId } from '../base/ids.ts';
import { attachment, attachmentLimit, chunkSize } from '../domain/attachment.ts';
import { chunkHashes } from '../domain/join-chunks.ts';
import type { RecordState } from '../domain/record-state.ts';
import { isDeleted, viewOf } from '../domain/view.ts';
import type { FileHere, FileUse, WantedFiles } from './engine-api.ts';
import type { Store } from './ports.ts';

/** Attachments opened at a time: their lists of chunks are long. */
const piece = 200;

/** What is here of these attachments; those that are not on this disk as records are left out. */
export async function filesHere(store: Store, ids: readonly RecordId[]): Promise<FileHere[]> {
  const here = await store.chunkHashes();
  return filesOf(await store.open(ids)).map(({ id, chunks }) => ({
    id,
    chunks: chunks.length,
    here: chunks.filter(({ hash }) => here.has(hash)).length,
  }));
}

/** How much attachments take on this disk, and how much there is of them, by scope. Equal chunks count once. */
export async function fileUse(store: Store): Promise<FileUse> {
  const here = await store.chunkHashes();
  const scopes = new Map<ScopeId, { files: number; filesHere: number; bytes: number }>();
  const counted = new Set<string>();
  let bytes = 0;
  for await (const files of allFiles(store, {})) {
    for (const { scope, size, chunks } of files) {
      const sum = scopes.get(scope) ?? { files: 0, filesHere: 0, bytes: 0 };
      scopes.set(scope, sum);
      sum.files += 1;
      sum.bytes += size;
      if (chunks.every(({ hash }) => here.has(hash))) sum.filesHere += 1;
      for (const { hash, length } of chunks) {
        if (!here.has(hash) || counted.has(hash)) continue;
        counted.add(hash);
        bytes += length;
      }
    }
  }
  return { bytes, scopes: [...scopes].map(([scope, sum]) => ({ scope, ...sum })) };
}

/**
 * The chunks to ask for: first of the files that a person asked for, in the order of asking, then of the scopes that are
 * kept here whole, the latest first, as far as the quota goes.
 */
export async function chunksToAsk(store: Store, wanted: WantedFiles): Promise<string[]> {
  const here = await store.chunkHashes();
  const asked = new Set<string>();
  const lacking = (file: File) => file.chunks.filter(({ hash }) => !here.has(hash) && !asked.has(hash));
  for (const file of filesOf(await store.open(wanted.files))) for (const { hash } of lacking(file)) asked.add(hash);
  if (wanted.scopes.length === 0) return [...asked];
  let left = wanted.quota - (await fileUse(store)).bytes;
  for (const scope of wanted.scopes) {
    for await (const files of allFiles(store, { scope })) {
      for (const file of files) {
        const missing = lacking(file);
        const size = missing.reduce((sum, { length }) => sum + length, 0);
        // A smaller one may still have room: half a file helps nobody.
        if (size === 0 || size > left) continue;
        left -= size;
        for (const { hash } of missing) asked.add(hash);
      }
    }
  }
  return [...asked];
}

interface File {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly size: number;
  readonly chunks: readonly { readonly hash: string; readonly length: number }[];
}

async function* allFiles(store: Store, { scope }: { readonly scope?: ScopeId }): AsyncIterable<File[]> {
  const query = { type: attachment.type, ...(scope === undefined ? {} : { scope }) };
  // Ids begin with their time: the latest first.
  const ids = (await store.list(query)).map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1));
  for (let at = 0; at < ids.length; at += piece) yield filesOf(await store.open(ids.slice(at, at + piece)));
}

function filesOf(states: readonly RecordState[]): File[] {
  return states.flatMap((state) => {
    if (state.type !== attachment.type || isDeleted(state)) return [];
    const view = viewOf(attachment, state);
    const hashes = chunkHashes(view);
    // What a record says of its size is somebody's word: it is bounded, and its chunks are what they are.
    const size = Math.min(Math.max(view.size ?? 0, 0), attachmentLimit, hashes.length * chunkSize);
    const length = (place: number) => Math.max(0, Math.min(chunkSize, size - place * chunkSize));
    const chunks = hashes.map((hash, place) => ({ hash, length: length(place) }));
    return [{ id: state.id, scope: state.scope, size, chunks }];
  });
}
