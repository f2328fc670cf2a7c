/** Pieces of attachments in memory, and which records name them. */
import type { Setter } from '../sync/memory-maps.ts';

export function createChunkState() {
  return {
    references: new Map<string, { scope: string; hash: string; device: string }>(),
    chunks: new Map<string, Uint8Array>(),
  };
}

type ChunkState = ReturnType<typeof createChunkState>;

export function chunksOf(state: ChunkState, set: Setter) {
  return {
    async addChunkReferences(scope: string, device: string, hashes: readonly string[]) {
      for (const hash of hashes) {
        const key = `${scope} ${hash}`;
        if (!state.references.has(key)) set(state.references, key, { scope, hash, device });
      }
    },
    async missingChunks(scopes: readonly string[], device: string, limit: number) {
      const wanted = [...state.references.values()].filter(
        (row) => row.device === device && scopes.includes(row.scope) && !state.chunks.has(row.hash),
      );
      return [...new Set(wanted.map(({ hash }) => hash))].sort().slice(0, limit);
    },
    async referencedChunks(scopes: readonly string[], hashes: readonly string[]) {
      return new Set(hashes.filter((hash) => scopes.some((scope) => state.references.has(`${scope} ${hash}`))));
    },
    async saveChunks(chunks: readonly { hash: string; bytes: Uint8Array }[]) {
      for (const { hash, bytes } of chunks) set(state.chunks, hash, bytes);
    },
    chunk: async (hash: string) => state.chunks.get(hash) ?? null,
  };
}
