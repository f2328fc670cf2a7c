import type { Selectable } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import type { KeptReceipt } from './hub-store.ts';

/** A row of the receipts of purges. */
export function toReceipt(row: Selectable<Tables['purge_receipts']>): KeptReceipt {
  return {
    device: row.device,
    scope: row.scope,
    at: row.purged_at,
    signature: toHex(row.signature),
    receivedAt: row.received_at.getTime(),
  };
}
