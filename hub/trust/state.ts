import { toHex } from '../../shared/base/bytes.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import { type Statement, type StatementPurpose, statementBytes } from '../../shared/protocol/statement.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubIdentity } from '../sync/hub-store.ts';

/** Says something under the hub's newest key; null while it has none. */
export function state(
  { sign }: Pick<ExchangePorts, 'sign'>,
  { id, keys }: Pick<HubIdentity, 'id' | 'keys'>,
  purpose: StatementPurpose,
  body: Uint8Array,
): Statement | null {
  const key = keys.at(-1);
  if (key === undefined) return null;
  const signature = toHex(sign(key.secret, statementBytes(purpose, id, body)));
  return { body, key: hubKeyId(key.publicKey), signature };
}
