/** Signers of decisions in memory, as a part of the hub's store in memory. */
import type { Setter } from '../sync/memory-maps.ts';
import type { Signer, SignerRecords } from './signer-records.ts';

export function createSignerState() {
  return { signers: new Map<string, Signer>() };
}

export function signersOf(state: ReturnType<typeof createSignerState>, set: Setter): SignerRecords {
  return {
    async saveSigners(signers) {
      for (const signer of signers) set(state.signers, signer.operation, signer);
    },
    signers: async (digests) => {
      const found = [...state.signers.values()].filter(({ digest }) => digests.includes(digest));
      return found.sort((a, b) => (a.operation < b.operation ? -1 : 1));
    },
  };
}
