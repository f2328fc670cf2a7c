/** Access for a while in memory, as a part of the hub's store in memory. */
import type { ScopeInfo } from '../../shared/domain/identity.ts';
import type { Setter } from '../sync/memory-maps.ts';
import type { Access, AccessRecords, PlacedAccessWord } from './access-records.ts';

/** A grant under a request, and the versions of the grants from and to which it was in force. */
export interface AccessRow {
  readonly access: Access;
  readonly since: number;
  readonly until: number | null;
}

export interface AccessState {
  readonly accessWords: Map<string, PlacedAccessWord>;
  readonly access: Map<string, AccessRow>;
  readonly scopes: ReadonlyMap<string, ScopeInfo>;
  readonly grantsVersion: Map<'version', number>;
}

export function accessOf(state: AccessState, set: Setter): AccessRecords {
  const nextVersion = () => {
    const next = (state.grantsVersion.get('version') ?? 0) + 1;
    set(state.grantsVersion, 'version', next);
    return next;
  };
  return {
    async saveAccessWords(words) {
      for (const word of words) set(state.accessWords, word.operation, word);
    },
    accessWords: async (requests) =>
      [...state.accessWords.values()]
        .filter(({ request }) => requests.includes(request))
        .sort((a, b) => (a.operation < b.operation ? -1 : 1)),
    async giveAccess(access) {
      if (state.access.has(access.request)) return false;
      set(state.access, access.request, { access, since: nextVersion(), until: null });
      return true;
    },
    async endAccess(request) {
      const row = state.access.get(request);
      if (row === undefined || row.until !== null) return null;
      set(state.access, request, { ...row, until: nextVersion() });
      return row.access;
    },
    accessEndingBy: async (at) =>
      [...state.access.values()]
        .filter(({ access, until }) => until === null && access.until <= at)
        .map(({ access }) => access)
        .sort((a, b) => a.until - b.until || (a.request < b.request ? -1 : 1)),
    scopesBut: async (known) =>
      [...state.scopes.values()]
        .filter(({ id }) => !known.includes(id))
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)),
  };
}
