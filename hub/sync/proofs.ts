/** The hub's proofs of the pages that it gives ([RH2]): made and known again with its own keys alone. */
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import { decodePage, type Page } from '../../shared/protocol/page.ts';
import { contentOf, isProved, pageIn, proofOf } from '../../shared/protocol/proved-page.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { HubIdentity } from './hub-store.ts';

type Keys = Pick<HubIdentity, 'keys'>;
type Sign = Pick<ExchangePorts, 'sign'>;

/** The proofs of pages with these contents by the newest key; none while the hub has no key. */
export function provePages({ sign }: Sign, { keys }: Keys, contents: readonly Uint8Array[]): string[] {
  const key = keys.at(-1);
  if (key === undefined || contents.length === 0) return [];
  const secret = secretOf({ sign }, key.secret);
  return contents.map((content) => toHex(proofOf(secret, content)));
}

/** The page of a payload that this hub gave, with any key that it ever had; null for anything else. */
export function ourPage({ sign }: Sign, { keys }: Keys, payload: Uint8Array): Page | null {
  const page = decodePage(pageIn(payload));
  if (!page.ok) return null;
  const content = contentOf(page.value);
  const isOurs = keys.some((key) => {
    const secret = secretOf({ sign }, key.secret);
    // Hubs of before proved the bytes.
    return isProved(secret, payload, content) || isProved(secret, payload, pageIn(payload));
  });
  return isOurs ? page.value : null;
}

/** A signature is the same every time, and this one is shown to nobody: a secret without a second one to keep. */
function secretOf({ sign }: Sign, secret: Uint8Array): Uint8Array {
  return sign(secret, utf8('waypost page proofs'));
}
