/** Words of agreements on PostgreSQL. */
import type { Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Json } from '../../shared/base/json.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { AgreementRecords } from './agreement-records.ts';

export function createAgreementStore(db: Transaction<Tables>): AgreementRecords {
  return {
    async saveAgreementWords(words) {
      if (words.length === 0) return;
      const rows = words.map(({ operation, type, record, value }) => {
        return { operation: toBuffer(operation), type, record, value: JSON.stringify(value) };
      });
      await db.insertInto('agreement_words').values(rows).execute();
    },
    async agreementWords() {
      const rows = await db.selectFrom('agreement_words').selectAll().orderBy('operation').execute();
      return rows.map((row) => ({ ...row, operation: toHex(row.operation), value: row.value as Json }));
    },
  };
}
