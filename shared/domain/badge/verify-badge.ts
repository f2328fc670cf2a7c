/** Checks a certificate (Open Badges 3.0) from its bytes alone; the rules are in SPEC.md beside this file. */
import type { JsonObject } from '../../base/json.ts';
import {
  type BadgeCheck,
  BadgeFault,
  type BadgeFinding,
  type BadgeVerdict,
  badgeChecks,
  type CheckState,
  shown,
} from './badge-verdict.ts';
import { type Badge, readBadge, readDates } from './credential-schema.ts';
import { checkProof } from './proof.ts';
import type { PublicKey } from './public-key.ts';
import { type ReadCredential, readBadgeFile } from './read-badge-file.ts';
import { checkRevocation, type Revocation } from './status-list.ts';
import { dateFault } from './validity.ts';

export interface VerifyOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The bytes of a status list credential that somebody brought along. */
  readonly status?: Uint8Array | null;
  /** The issuer's key as the person has it from elsewhere. */
  readonly issuerKey?: PublicKey | null;
}

/** The verdict on a file. Whatever its bytes are, they are refused in words and nothing is thrown. */
export async function verifyBadge(bytes: Uint8Array, options: VerifyOptions): Promise<BadgeVerdict> {
  const read = attempt(() => readBadgeFile(bytes));
  if (typeof read === 'string') {
    return verdictOf(
      { form: false },
      [{ check: 'form', text: read }],
      'revocation not checked: there is no certificate',
      null,
    );
  }
  const { value: badge, faults } = readBadge(read.credential);
  const findings: BadgeFinding[] = faults.map((text) => ({ check: 'schema', text }));
  const { now, issuerKey = null } = options;
  const proof = await checkProof(read, now, issuerKey);
  findings.push(...proof.findings);
  const dates = readDates(read.credential);
  const late = dateFault(dates, now);
  if (late !== null) findings.push({ check: 'dates', text: late });
  const revocation = await revocationOf(read.credential, options);
  if (revocation.fault !== null) findings.push({ check: 'revocation', text: revocation.fault });
  const checks = {
    form: true,
    schema: badge !== null,
    signature: proof.signature,
    issuer: proof.issuer,
    dates: late !== null ? false : (dates.validFrom ?? dates.issuanceDate) === undefined ? null : true,
    revocation: revocation.state,
  };
  return verdictOf(checks, findings, revocation.text, badge === null ? null : aboutBadge(badge));
}

async function revocationOf(credential: JsonObject, options: VerifyOptions): Promise<Revocation> {
  const { now, status = null, issuerKey: trusted = null } = options;
  const refuse = (fault: string): Revocation => ({ state: false, text: `revocation not checked: ${fault}`, fault });
  const list: ReadCredential | string | null = status === null ? null : attempt(() => readBadgeFile(status));
  if (typeof list === 'string') return refuse(`the status list cannot be read: ${list}`);
  try {
    return await checkRevocation({ credential, list, now, trusted });
  } catch (error) {
    if (error instanceof BadgeFault) return refuse(error.message);
    throw error;
  }
}

function attempt<T extends object>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof BadgeFault) return error.message;
    throw error;
  }
}

function verdictOf(
  states: Partial<Record<BadgeCheck, CheckState>>,
  reasons: readonly BadgeFinding[],
  revocation: string,
  about: BadgeVerdict['about'],
): BadgeVerdict {
  const checks = Object.fromEntries(
    badgeChecks.map((check) => [check, states[check] ?? null]),
  ) as BadgeVerdict['checks'];
  // All but revocation must have passed; of revocation it is enough that nobody said so, and the verdict says what was asked.
  const isSound = badgeChecks.every(
    (check) => checks[check] === true || (check === 'revocation' && checks[check] === null),
  );
  return { valid: isSound && reasons.length === 0, checks, reasons, revocation, about };
}

function aboutBadge(badge: Badge): NonNullable<BadgeVerdict['about']> {
  const { credentialSubject: subject, issuer } = badge;
  return {
    name: shown(badge.name ?? subject.achievement.name),
    issuer: shown(issuer.name ?? issuer.id),
    subject: shown(subject.name ?? (plainNames(subject.identifier) || subject.id) ?? 'named by a hash'),
  };
}

/** The names of the subject, in however many scripts they are given (IdentityObject, `name`). */
function plainNames(identities: Badge['credentialSubject']['identifier'] = []): string {
  const names = identities.filter(({ hashed, identityType }) => !hashed && identityType === 'name');
  return names.map(({ identityHash }) => identityHash).join(', ');
}
