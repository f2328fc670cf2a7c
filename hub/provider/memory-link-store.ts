/** Who signs in by an identity provider, as a part of the hub's store in memory. */
import type { Account } from '../accounts/account-records.ts';
import type { Remover, Setter } from '../sync/memory-maps.ts';
import type { LinkRecords, ProviderLink } from './link-records.ts';

export function createLinkState() {
  return { links: new Map<string, ProviderLink>() };
}
type LinkState = ReturnType<typeof createLinkState> & { readonly accounts: ReadonlyMap<string, Account> };

export function linksOf(state: LinkState, set: Setter, remove: Remover): LinkRecords {
  const all = () => [...state.links.values()].sort((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1));
  const ofSubject = (issuer: string, subject: string | null) =>
    subject === null ? null : (all().find((link) => link.issuer === issuer && link.subject === subject) ?? null);
  const refuseSecond = ({ id, issuer, subject }: ProviderLink) => {
    const other = ofSubject(issuer, subject);
    if (other !== null && other.id !== id) throw new Error('There is a link of this subject.');
  };
  return {
    async addLink(link) {
      refuseSecond(link);
      set(state.links, link.id, link);
    },
    lockLinkOfSubject: async (issuer, subject) => ofSubject(issuer, subject),
    lockInvitations: async (issuer, email) =>
      all().filter((link) => link.issuer === issuer && link.email === email && link.subject === null),
    lockLink: async (id) => state.links.get(id) ?? null,
    allLinks: async () => all(),
    linksOf: async (account) => all().filter((link) => link.account === account),
    async saveLink(link) {
      refuseSecond(link);
      const { subject, confirmedBy, confirmedAt, usedAt } = link;
      const kept = state.links.get(link.id);
      if (kept !== undefined) set(state.links, link.id, { ...kept, subject, confirmedBy, confirmedAt, usedAt });
    },
    async removeLink({ id }) {
      remove(state.links, id);
    },
    accountOfPerson: async (person) =>
      [...state.accounts.values()].find((account) => account.person === person)?.id ?? null,
  };
}
