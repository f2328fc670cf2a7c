/** What a check of a certificate says, in plain data and English words. */

/** In the order in which they are made ([BV1]). */
export const badgeChecks = ['form', 'schema', 'signature', 'issuer', 'dates', 'revocation'] as const;
export type BadgeCheck = (typeof badgeChecks)[number];

export interface BadgeFinding {
  readonly check: BadgeCheck;
  readonly text: string;
}

/** Passed, failed, or null: it could not be made. */
export type CheckState = boolean | null;

export interface BadgeVerdict {
  readonly valid: boolean;
  readonly checks: Readonly<Record<BadgeCheck, CheckState>>;
  /** Why it is not valid; empty when it is. */
  readonly reasons: readonly BadgeFinding[];
  /** "revocation checked as of ..." or "revocation not checked: ...". */
  readonly revocation: string;
  /** What the certificate says of itself, as far as it could be read; believe it only when it is valid. */
  readonly about: { readonly name: string; readonly issuer: string; readonly subject: string } | null;
}

/** The certificate, or a part of it, in words why it cannot be read or believed. */
export class BadgeFault extends Error {}

export const offline = 'cannot be checked offline';

/** Foreign text as it may stand in a line of ours: short, and without what moves a cursor or turns a line around. */
export function shown(value: unknown): string {
  const text = String(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}
