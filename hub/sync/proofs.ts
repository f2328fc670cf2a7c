/** The hub's proofs of the pages that it gives ([RH2]): made and known again with its own keys alone. */
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import { isProved, proofOf } from '../../shared/protocol/proved-page.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { HubIdentity } from './hub-store.ts';

type Keys = Pick<HubIdentity, 'keys'>;
type Sign = Pick<ExchangePorts, 'sign'>;

/** The proofs of these pages by the newest key; none while the hub has no key. */
export function provePages({ sign }: Sign, { keys }: Keys, pages: readonly Uint8Array[]): string[] {
  const key = keys.at(-1);
  if (key === undefined || pages.length === 0) return [];
  const secret = secretOf({ sign }, key.secret);
  return pages.map((page) => toHex(proofOf(secret, page)));
}

/** Whether this hub, with any key that it ever had, gave the page. */
export function isOurPage({ sign }: Sign, { keys }: Keys, payload: Uint8Array): boolean {
  return keys.some((key) => isProved(secretOf({ sign }, key.secret), payload));
}

/** A signature is the same every time, and this one is shown to nobody: a secret without a second one to keep. */
function secretOf({ sign }: Sign, secret: Uint8Array): Uint8Array {
  return sign(secret, utf8('waypost page proofs'));
}
