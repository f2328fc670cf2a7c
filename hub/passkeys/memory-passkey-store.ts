/** Passkeys in memory, as a part of the hub's store in memory. */
import type { Profile } from '../../shared/domain/identity.ts';
import type { Remover, Setter } from '../sync/memory-maps.ts';
import type { Passkey, PasskeyRecords } from './passkey-records.ts';

export function createPasskeyState() {
  return {
    passkeys: new Map<string, Passkey>(),
    spentChallenges: new Map<string, number>(),
    passkeyCentres: new Map<string, true>(),
  };
}
type PasskeyState = ReturnType<typeof createPasskeyState> & { readonly persons: ReadonlyMap<string, Profile> };

export function passkeysOf(state: PasskeyState, set: Setter, remove: Remover): PasskeyRecords {
  return {
    async addPasskey(passkey) {
      if (state.passkeys.has(passkey.id)) throw new Error('There is such a passkey.');
      set(state.passkeys, passkey.id, passkey);
    },
    passkeysOf: async (account) =>
      [...state.passkeys.values()]
        .filter((passkey) => passkey.account === account)
        .sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1)),
    lockPasskey: async (id) => state.passkeys.get(id) ?? null,
    async savePasskey({ id, counter, isSynced, usedAt }) {
      const kept = state.passkeys.get(id);
      if (kept !== undefined) set(state.passkeys, id, { ...kept, counter, isSynced, usedAt });
    },
    async removePasskey({ id }) {
      remove(state.passkeys, id);
    },
    async spendChallenge(hash, { endsAt, now }) {
      for (const [spent, ended] of [...state.spentChallenges]) if (ended < now) remove(state.spentChallenges, spent);
      if (state.spentChallenges.has(hash)) return false;
      set(state.spentChallenges, hash, endsAt);
      return true;
    },
    async needsPasskey(person) {
      const centre = state.persons.get(person)?.centre;
      return centre !== undefined && state.passkeyCentres.has(centre);
    },
    async setPasskeyRule(centre, isNeeded) {
      if (isNeeded) set(state.passkeyCentres, centre, true);
      else remove(state.passkeyCentres, centre);
    },
  };
}
