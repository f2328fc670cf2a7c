/** Trust in memory, as a part of the hub's store in memory. */
import type { Setter } from '../sync/memory-maps.ts';
import type { AnsweredRequest, PlacedRevocation, TrustRecords } from './trust-records.ts';

export function createTrustState() {
  return { revocations: new Map<string, PlacedRevocation>(), answered: new Map<string, AnsweredRequest>() };
}

export function trustOf({ revocations, answered }: ReturnType<typeof createTrustState>, set: Setter): TrustRecords {
  const plain = ({ place: _, ...revocation }: PlacedRevocation) => revocation;
  return {
    async addRevocations(more) {
      return more.filter((revocation) => {
        if (revocations.has(revocation.statement)) return false;
        set(revocations, revocation.statement, { ...revocation, place: revocations.size + 1 });
        return true;
      });
    },
    revocationsAfter: async (after, limit) =>
      [...revocations.values()].filter(({ place }) => place > after).slice(0, limit),
    revocationsOf: async (device) => [...revocations.values()].filter((one) => one.device === device).map(plain),
    answeredRequest: async (hash) => answered.get(hash) ?? null,
    async noteAnswered(request) {
      if (answered.has(request.hash)) throw new Error('This request was answered before.');
      set(answered, request.hash, request);
    },
  };
}
