/** Signers of decisions on PostgreSQL. */
import type { Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { SignerRecords } from './signer-records.ts';

export function createSignerStore(db: Transaction<Tables>): SignerRecords {
  return {
    async saveSigners(signers) {
      if (signers.length === 0) return;
      const rows = signers.map(({ operation, digest, person, device }) => {
        return { operation: toBuffer(operation), digest: toBuffer(digest), person, device };
      });
      await db.insertInto('joint_signers').values(rows).execute();
    },
    async signers(digests) {
      if (digests.length === 0) return [];
      const found = db.selectFrom('joint_signers').selectAll().where('digest', 'in', digests.map(toBuffer));
      const rows = await found.orderBy('operation').execute();
      return rows.map((row) => ({ ...row, operation: toHex(row.operation), digest: toHex(row.digest) }));
    },
  };
}
