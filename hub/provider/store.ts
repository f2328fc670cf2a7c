/** Who signs in by an identity provider, on PostgreSQL. */
import type { Selectable, Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { LinkRecords, ProviderLink } from './link-records.ts';

export function createLinkStore(db: Transaction<Tables>): LinkRecords {
  const links = () => db.selectFrom('provider_links').selectAll().orderBy('asked_at').orderBy('id');
  const first = (row: Selectable<Tables['provider_links']> | undefined) => (row === undefined ? null : toLink(row));
  return {
    async addLink(link) {
      const { id, account, issuer, email, askedBy, askedAt } = link;
      const fixed = { id, account, issuer, email, asked_by: askedBy, asked_at: new Date(askedAt) };
      await db
        .insertInto('provider_links')
        .values({ ...fixed, ...changing(link) })
        .execute();
    },
    async lockLinkOfSubject(issuer, subject) {
      const found = links().where('issuer', '=', issuer).where('subject', '=', subject).forUpdate();
      return first(await found.executeTakeFirst());
    },
    async lockInvitations(issuer, email) {
      const found = links().where('issuer', '=', issuer).where('email', '=', email).where('subject', 'is', null);
      return (await found.forUpdate().execute()).map(toLink);
    },
    lockLink: async (id) => first(await links().where('id', '=', id).forUpdate().executeTakeFirst()),
    allLinks: async () => (await links().execute()).map(toLink),
    linksOf: async (account) => (await links().where('account', '=', account).execute()).map(toLink),
    async saveLink(link) {
      await db.updateTable('provider_links').set(changing(link)).where('id', '=', link.id).execute();
    },
    async removeLink({ id }) {
      await db.deleteFrom('provider_links').where('id', '=', id).execute();
    },
    async accountOfPerson(person) {
      const row = db.selectFrom('accounts').select('id').where('person', '=', person);
      return (await row.executeTakeFirst())?.id ?? null;
    },
  };
}

function changing({ subject, confirmedBy, confirmedAt, usedAt }: ProviderLink) {
  const date = (at: number | null) => (at === null ? null : new Date(at));
  return { subject, confirmed_by: confirmedBy, confirmed_at: date(confirmedAt), used_at: date(usedAt) };
}

function toLink(row: Selectable<Tables['provider_links']>): ProviderLink {
  const { id, account, issuer, subject, email } = row;
  return {
    id,
    account,
    issuer,
    subject,
    email,
    askedBy: row.asked_by,
    askedAt: row.asked_at.getTime(),
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at?.getTime() ?? null,
    usedAt: row.used_at?.getTime() ?? null,
  };
}
