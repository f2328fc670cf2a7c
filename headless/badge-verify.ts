/** `waypost badge verify`: checks certificates from their bytes alone, with no hub, no device and no network. */
import { readFile, stat } from 'node:fs/promises';
import type { BadgeVerdict, CheckState } from '../shared/domain/badge/badge-verdict.ts';
import { keyOfText, type PublicKey } from '../shared/domain/badge/public-key.ts';
import { badgeFileLimit } from '../shared/domain/badge/read-badge-file.ts';
import { verifyBadge } from '../shared/domain/badge/verify-badge.ts';
import { type Command, readArguments, UsageError } from './command.ts';

export const badgeVerify: Command = {
  help: [
    'waypost badge verify [--json] [--status LIST] [--issuer-key KEY] FILE...',
    '',
    'Checks certificates in the form of Open Badges 3.0: JSON with a signature inside, signed tokens (VC-JWT), and PNG',
    'and SVG images that hold either. Asks nothing of any network: an issuer whose name is its key (did:key, did:jwk) is',
    'checked whole; of every other issuer the key must be given, or the certificate is not called valid.',
    '',
    '  --status      A status list of the issuer (Bitstring Status List, signed), as fetched earlier: whether the',
    '                certificate was revoked, as of the day of the list. Without it the answer says "not checked".',
    "  --issuer-key  The issuer's public key as you have it from elsewhere: a Multikey (z6Mk...), a did:key, or a file",
    '                with either or with a JWK.',
    '  --json        The last line is {file, valid, checks, reasons, revocation, about}; of several files it is a list of',
    '                those. A check is true, false, or null when it could not be made.',
    '',
    'Exit code: 0 every certificate is valid, 1 at least one is not, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean', default: false },
      status: { type: 'string' },
      'issuer-key': { type: 'string' },
    });
    if (positionals.length === 0) throw new UsageError('name at least one file');
    const issuerKey = values['issuer-key'] === undefined ? null : await readKey(values['issuer-key']);
    const status = values.status === undefined ? null : await readSmall(values.status);
    const verdicts: (BadgeVerdict & { readonly file: string })[] = [];
    for (const file of positionals) {
      const bytes = await readSmall(file);
      verdicts.push({ file, ...(await verifyBadge(bytes, { now: Date.now(), status, issuerKey })) });
    }
    if (values.json) output.line(JSON.stringify(verdicts.length === 1 ? verdicts[0] : verdicts));
    else for (const line of verdicts.flatMap(linesOf)) output.line(line);
    return verdicts.every(({ valid }) => valid) ? 0 : 1;
  },
};

/** The bytes of a file; of one that is too large only so many that it is refused for its size. */
async function readSmall(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  return size > badgeFileLimit ? new Uint8Array(badgeFileLimit + 1) : new Uint8Array(await readFile(path));
}

async function readKey(given: string): Promise<PublicKey> {
  const key = keyOfText(given) ?? keyOfText(new TextDecoder().decode(await readSmall(given)));
  if (key === null)
    throw new UsageError('--issuer-key is no public key that certificates are signed with (Ed25519, P-256, RSA)');
  return key;
}

function linesOf({
  file,
  valid,
  checks,
  reasons,
  revocation,
  about,
}: BadgeVerdict & { readonly file: string }): string[] {
  const states = Object.entries(checks).map(([check, state]) => `${check} ${wordOf(state)}`);
  return [
    `${valid ? 'valid' : 'NOT VALID'}: ${file}`,
    ...(about === null ? [] : [`  says of itself: "${about.name}", issued by ${about.issuer} to ${about.subject}`]),
    `  ${states.join(', ')}`,
    `  ${revocation}`,
    ...reasons.map(({ check, text }) => `  ${check}: ${text}`),
  ];
}

const wordOf = (state: CheckState): string => (state === null ? 'not checked' : state ? 'passed' : 'FAILED');
