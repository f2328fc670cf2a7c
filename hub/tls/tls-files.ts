/**
 * What the hub shows when somebody connects: a certificate and key of one's own, or the pair that `certificate` made in the
 * data folder, or nothing. A chain that ends in an authority of its own is pinned: its key goes along with every code.
 */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { pinOf } from '../../shared/protocol/enrolment-code.ts';
import type { HubConfig } from '../config.ts';

export interface HubTls {
  /** PEM, the hub's own certificate first. */
  readonly cert: string;
  readonly key: string;
  /** The pin of the authority at the end of the chain, when it is one that nobody knows from elsewhere. */
  readonly pin: string | null;
}

export type TlsConfig = Pick<HubConfig, 'dataFolder' | 'tlsCert' | 'tlsKey'>;

/** The authority, kept apart: the server needs its key only to renew. */
export const authorityPath = (dataFolder: string) => join(dataFolder, 'tls', 'authority.pem');
/** Key and chain in one file, so that a renewal replaces both or none. */
export const serverPath = (dataFolder: string) => join(dataFolder, 'tls', 'server.pem');

/** Reads the pair; null when the hub speaks plain HTTP. Rejects with what is wrong: a hub must not start without its lock. */
export async function readTls({ dataFolder, tlsCert, tlsKey }: TlsConfig): Promise<HubTls | null> {
  if (tlsCert === null || tlsKey === null) {
    const pem = await readFile(serverPath(dataFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return pem === null ? null : checked(pem, pem, serverPath(dataFolder));
  }
  const [cert, key] = await Promise.all([readFile(tlsCert, 'utf8'), readFile(tlsKey, 'utf8')]);
  return checked(cert, key, tlsCert);
}

function checked(cert: string, key: string, place: string): HubTls {
  try {
    // Says when they do not belong together.
    createSecureContext({ cert, key });
    return { cert, key, pin: pinOfChain(certificatesIn(cert)) };
  } catch (error) {
    throw new Error(`The certificate in ${place} and its key cannot be used: ${String((error as Error).message)}`);
  }
}

export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** Public authorities' chains are served without the authority: whoever puts it in means that laptops do not know it. */
function pinOfChain(chain: readonly X509Certificate[]): string | null {
  const last = chain.at(-1);
  if (last === undefined) throw new Error('there is no certificate in it');
  const isOwnAuthority = last.checkIssued(last) && last.verify(last.publicKey);
  return isOwnAuthority ? pinOf(last.publicKey.export({ type: 'spki', format: 'der' })) : null;
}
