/**
 * Why a hub's certificate was refused. It is refused while the connection is made, so nothing was sent. Node and Chromium
 * name their reasons differently; this is the one list of both, and of what a pinned chain is refused for.
 */
import { dayHere } from './plain-date.ts';
import type { Failure } from './result.ts';

export type CertificateFailure =
  /** Not valid on this day, as this device's clock tells it: the certificate or the clock is wrong. */
  | (Failure<'certificate-out-of-date'> & { readonly today: string })
  /** Made for another name or address than the one that was asked for. */
  | Failure<'certificate-other-name'>
  /** Not under the key that came with the enrolment code. */
  | Failure<'certificate-other-key'>
  /** Nobody whom this device trusts vouches for it. */
  | Failure<'certificate-unknown'>;

type Kind = CertificateFailure['kind'];

/** What a chain that is checked against a pin is refused with; Chromium's numbers of the same names. */
export const pinnedFaults = {
  ERR_CERT_COMMON_NAME_INVALID: -200,
  ERR_CERT_DATE_INVALID: -201,
  ERR_CERT_INVALID: -207,
  ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN: -150,
} as const;
export type PinnedFault = keyof typeof pinnedFaults;

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/\b(ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)\b/, 'certificate-out-of-date'],
  [/\b(ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID)\b/, 'certificate-other-name'],
  [/\bERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN\b/, 'certificate-other-key'],
  [
    /\b(ERR_CERT_[A-Z_]+|CERT_[A-Z_]+|(DEPTH_ZERO_)?SELF_SIGNED_CERT(_IN_CHAIN)?|UNABLE_TO_[A-Z_]+)\b/,
    'certificate-unknown',
  ],
];

/** The refusal that an error of Node's TLS or of Chromium's network stands for; null when it is about something else. */
export function certificateFailureOf(error: unknown, now: number): CertificateFailure | null {
  const text = codesOf(error).join(' ');
  const kind = kinds.find(([pattern]) => pattern.test(text))?.[1];
  if (kind === undefined) return null;
  return kind === 'certificate-out-of-date' ? { kind, today: dayHere(now) } : { kind };
}

/** Codes and Chromium's message, of the error and of what caused it. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  const chromium = /^net::(\w+)/.exec(String(message ?? ''))?.[1];
  return [String(code ?? ''), chromium ?? '', ...codesOf(cause)];
}
