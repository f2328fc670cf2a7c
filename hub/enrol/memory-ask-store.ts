/** Devices that ask to join, as a part of the hub's store in memory. */
import type { Remover, Setter } from '../sync/memory-maps.ts';
import type { AskRecords, EnrolmentAsk } from './ask-records.ts';

export function createAskState() {
  return { asks: new Map<string, EnrolmentAsk>() };
}

export function asksOf(state: ReturnType<typeof createAskState>, set: Setter, remove: Remover): AskRecords {
  const all = () => [...state.asks.values()];
  return {
    async addAsk(ask) {
      if (state.asks.has(ask.userCode)) throw new Error('There is such a code.');
      set(state.asks, ask.userCode, ask);
    },
    lockAsk: async (userCode) => state.asks.get(userCode) ?? null,
    lockAskOfSecret: async (hash) => all().find(({ secretHash }) => secretHash === hash) ?? null,
    async saveAsk(ask) {
      set(state.asks, ask.userCode, ask);
    },
    async countAsks(address, now) {
      const open = all().filter(({ endsAt }) => endsAt > now);
      return { ofAddress: open.filter((ask) => ask.address === address).length, ofAll: open.length };
    },
    async forgetAsksBefore(endedAt) {
      for (const { userCode, endsAt } of all()) if (endsAt < endedAt) remove(state.asks, userCode);
    },
  };
}
