/** Roles that several give, on PostgreSQL. */
import type { Selectable, Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { GrantProposal, GrantRecords } from './grant-records.ts';

export function createGrantStore(db: Transaction<Tables>): GrantRecords {
  return { ...proposalStore(db), ...signatureStore(db) };
}

function proposalStore(
  db: Transaction<Tables>,
): Pick<GrantRecords, 'addProposal' | 'lockProposal' | 'proposals' | 'openProposals' | 'settleProposal'> {
  const proposals = () => db.selectFrom('grant_proposals').selectAll();
  return {
    async addProposal({ id, scope, person, roles, needed, ...asked }) {
      const at = { proposed_at: new Date(asked.proposedAt), ends_at: new Date(asked.endsAt) };
      const row = { id, scope, person, roles: [...roles], needed, proposed_by: asked.proposedBy, ...at };
      await db
        .insertInto('grant_proposals')
        .values({ ...row, settled: null, settled_at: null })
        .execute();
    },
    async lockProposal(id) {
      const row = await proposals().where('id', '=', id).forUpdate().executeTakeFirst();
      return row === undefined ? null : toProposal(row);
    },
    async proposals(ids) {
      if (ids.length === 0) return [];
      return (await proposals().where('id', 'in', ids).orderBy('id').execute()).map(toProposal);
    },
    async openProposals(scopes, now) {
      if (scopes.length === 0) return [];
      const open = proposals()
        .where('scope', 'in', scopes)
        .where('settled', 'is', null)
        .where('ends_at', '>', new Date(now));
      return (await open.orderBy('proposed_at').orderBy('id').execute()).map(toProposal);
    },
    async settleProposal({ id }, as, at) {
      const settled = { settled: as, settled_at: new Date(at) };
      await db.updateTable('grant_proposals').set(settled).where('id', '=', id).execute();
    },
  };
}

function signatureStore(db: Transaction<Tables>): Pick<GrantRecords, 'addSignature' | 'signatures' | 'members'> {
  return {
    async addSignature({ proposal, scope, person, digest, at }) {
      const added = await db
        .insertInto('grant_signatures')
        .values({ proposal, scope, person, digest: toBuffer(digest), signed_at: new Date(at) })
        .onConflict((conflict) => conflict.columns(['proposal', 'person']).doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async signatures(proposals) {
      if (proposals.length === 0) return [];
      const rows = await db
        .selectFrom('grant_signatures')
        .selectAll()
        .where('proposal', 'in', proposals)
        .orderBy('signed_at')
        .orderBy('person')
        .execute();
      return rows.map(({ digest, signed_at: at, ...row }) => ({ ...row, digest: toHex(digest), at: at.getTime() }));
    },
    async members(scopes) {
      if (scopes.length === 0) return [];
      const rows = await db
        .selectFrom('grants')
        .select(['person', 'scope', 'role', 'given_at', 'given_by', 'proposal', 'ends_at'])
        .where('scope', 'in', scopes)
        .where('until_version', 'is', null)
        .orderBy('scope')
        .orderBy('person')
        .orderBy('role')
        .orderBy('ends_at')
        .execute();
      return rows.map(({ person, scope, role, proposal, ...row }) => ({
        // The column is written from a Role and by nothing else.
        ...{ person, scope, role: role as Role, proposal },
        since: row.given_at?.getTime() ?? null,
        by: row.given_by,
        until: row.ends_at?.getTime() ?? null,
      }));
    },
  };
}

function toProposal(row: Selectable<Tables['grant_proposals']>): GrantProposal {
  const { id, scope, person, needed } = row;
  return {
    ...{ id, scope, person, needed },
    roles: row.roles as Role[],
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.getTime(),
    endsAt: row.ends_at.getTime(),
    settled: row.settled as GrantProposal['settled'],
  };
}
