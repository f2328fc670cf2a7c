/**
 * Counting approvals of one exact action: k of n persons, each once and each on a device of their own, never whoever asked. Pure, and
 * counted again by everybody who reads; an approval is an operation in a batch that its author's device signed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../base/bytes.ts';
import type { DeviceId, PersonId, RecordId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { canonicalJson } from './cacao/canonical-json.ts';
import type { Profile } from './identity.ts';

export interface ApprovalRule {
  /** Of the exact action ({@link digestOfAction}). */
  readonly digest: string;
  /** Who asks for it: their own word does not count. */
  readonly askedBy: PersonId;
  /** Where they asked: nobody else's word on that device counts ([OD2]). Null where the record names none ([OD4]). */
  readonly askedOn: DeviceId | null;
  /** How many persons it takes. */
  readonly needed: number;
}

export interface Approval {
  readonly person: PersonId;
  readonly digest: string;
  /** On which device it was said, as it says itself and the hub checked; null in a word that names none ([OD4]). */
  readonly device: DeviceId | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Counted<A extends Approval = Approval> {
  /** One for each person, the earliest first. */
  readonly approvals: readonly A[];
  readonly isEnough: boolean;
}

/**
 * The approvals of a decision by others than whoever asked, the earliest first, each on a device that spoke for nobody else before
 * ([OD2]): what one key signed for two persons may be one person's doing.
 */
export function ownVoices<A extends Approval>(rule: Omit<ApprovalRule, 'needed'>, given: readonly A[]): A[] {
  const voices = new Map([[rule.askedOn, rule.askedBy]]);
  const named = given.filter(({ digest }) => digest === rule.digest).sort((a, b) => a.at - b.at);
  return named.filter(({ person, device }) => {
    if (device !== null && !voices.has(device)) voices.set(device, person);
    return person !== rule.askedBy && (device === null || voices.get(device) === person);
  });
}

/** What was approved, and whether that is enough. What is needed is at least one person, whatever a record says. */
export function countApprovals<A extends Approval>(rule: ApprovalRule, given: readonly A[]): Counted<A> {
  const byPerson = new Map<PersonId, A>();
  for (const approval of ownVoices(rule, given)) {
    if (!byPerson.has(approval.person)) byPerson.set(approval.person, approval);
  }
  return { approvals: [...byPerson.values()], isEnough: byPerson.size >= Math.max(1, rule.needed) };
}

/** The device that a word names as the one that it is said on; null when it names none. */
export function deviceNamedIn(word: object): DeviceId | null {
  const { device } = word as { readonly device?: unknown };
  return typeof device === 'string' && device !== '' ? device : null;
}

/** A word as an approval to be counted. */
export function asApproval(act: { readonly by: Profile; readonly digest: string; readonly at: number }): Approval {
  return { person: act.by.person, digest: act.digest, at: act.at, device: deviceNamedIn(act) };
}

interface SaidOn {
  readonly by: Profile;
  readonly device: DeviceId | null;
}

/** Somebody else than this person who asked for or approved a decision on this device: here nobody else approves it ([OD2]). Null when there is none. */
export function spokeFor(said: readonly SaidOn[], here: DeviceId, person: PersonId): Profile | null {
  return said.find(({ by, device }) => device === here && by.person !== person)?.by ?? null;
}

/** Who says a word, and on which device. */
export function saidOn(word: { readonly by: Profile }): SaidOn {
  return { by: word.by, device: deviceNamedIn(word) };
}

/**
 * SHA-256, hexadecimal, over what is approved and the record that asks for it: an approval of one is worthless for another,
 * though it said the same.
 */
export function digestOfAction(record: RecordId, action: Json): string {
  return toHex(sha256(utf8(canonicalJson({ record, action }))));
}
