/** `certificate [NAME]...`: makes the hub's own authority once, and under it a certificate for the hub, anew each time. */
import { createHash, createPrivateKey } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname } from 'node:path';
import { domainToASCII } from 'node:url';
import { pinOf, withPin } from '../../shared/protocol/enrolment-code.ts';
import { replaceSecret } from '../secret-file.ts';
import { type CertificateAndKey, makeAuthority, makeServerCertificate } from './make-certificates.ts';
import { authorityPath, certificatesIn, serverPath } from './tls-files.ts';

export interface MadeCertificate {
  readonly names: readonly string[];
  readonly validTo: string;
  /** As it stands behind codes. */
  readonly pin: string;
  /** The whole SHA-256 of the authority's SubjectPublicKeyInfo, for comparing with other tools. */
  readonly keySha256: string;
  readonly file: string;
}

/** Makes or renews; without names those of the certificate that is there. The pin stays as long as the authority does. */
export async function renewCertificate(
  dataFolder: string,
  wanted: readonly string[],
  now: number,
): Promise<MadeCertificate> {
  const path = serverPath(dataFolder);
  const before = await readIfThere(path);
  const names = wanted.length > 0 ? wanted.map(readName) : namesIn(before);
  if (names.length === 0)
    throw new Error('A first certificate needs the names or addresses by which people reach the hub.');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(dirname(path), 0o700);
  const authority = await openAuthority(dataFolder, now);
  const { certificate, key } = makeServerCertificate(authority, names, now);
  // The authority is sent along: a laptop has its pin and not its certificate.
  await replaceSecret(path, `${pemOf(key)}${certificate}${authority.certificate}`);
  const [made] = certificatesIn(certificate);
  const spki = certificatesIn(authority.certificate)[0]?.publicKey.export({ type: 'spki', format: 'der' }) as Buffer;
  return {
    names,
    validTo: new Date(made?.validTo ?? 0).toISOString(),
    pin: withPin('', pinOf(spki)).slice(1),
    keySha256: createHash('sha256').update(spki).digest('hex'),
    file: path,
  };
}

async function openAuthority(dataFolder: string, now: number): Promise<CertificateAndKey> {
  const path = authorityPath(dataFolder);
  const found = await readIfThere(path);
  if (found !== null) {
    const certificate = certificatesIn(found)[0]?.toString();
    if (certificate === undefined) throw new Error(`There is no authority in ${path}.`);
    return { certificate, key: createPrivateKey(found) };
  }
  const made = makeAuthority(now);
  await replaceSecret(path, `${pemOf(made.key)}${made.certificate}`);
  return made;
}

const pemOf = (key: CertificateAndKey['key']) => key.export({ type: 'pkcs8', format: 'pem' }) as string;

/** A host name in ASCII, or an address. */
function readName(typed: string): string {
  const name = isIP(typed) === 0 ? domainToASCII(typed.toLowerCase()) : typed;
  if (
    isIP(name) === 0 &&
    !/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)
  ) {
    throw new Error(`"${typed}" is neither a host name nor an address; a certificate is for hub.example or 192.0.2.7.`);
  }
  return name;
}

function namesIn(pem: string | null): string[] {
  const alternatives = pem === null ? '' : (certificatesIn(pem)[0]?.subjectAltName ?? '');
  return alternatives.split(', ').flatMap((one) => one.match(/^(?:DNS|IP Address):(.+)$/)?.[1]?.toLowerCase() ?? []);
}

async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
