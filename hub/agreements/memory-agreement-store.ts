/** Words of agreements in memory, as a part of the hub's store in memory. */
import type { Setter } from '../sync/memory-maps.ts';
import type { AgreementRecords, PlacedWord } from './agreement-records.ts';

export function agreementsOf(state: { readonly words: Map<string, PlacedWord> }, set: Setter): AgreementRecords {
  return {
    async saveAgreementWords(words) {
      for (const word of words) set(state.words, word.operation, word);
    },
    agreementWords: async () => [...state.words.values()].sort((a, b) => (a.operation < b.operation ? -1 : 1)),
  };
}
