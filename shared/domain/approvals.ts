/**
 * Counting approvals of one exact action: k of n persons, each once, never whoever asked. Pure, and counted again by everybody
 * who reads; an approval is an operation in a batch that its author's device signed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../base/bytes.ts';
import type { PersonId, RecordId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { canonicalJson } from './cacao/canonical-json.ts';

export interface ApprovalRule {
  /** Of the exact action ({@link digestOfAction}). */
  readonly digest: string;
  /** Who asks for it: their own word does not count. */
  readonly askedBy: PersonId;
  /** How many persons it takes. */
  readonly needed: number;
}

export interface Approval {
  readonly person: PersonId;
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Counted<A extends Approval = Approval> {
  /** One for each person, the earliest first. */
  readonly approvals: readonly A[];
  readonly isEnough: boolean;
}

/** What was approved, and whether that is enough. What is needed is at least one person, whatever a record says. */
export function countApprovals<A extends Approval>(rule: ApprovalRule, given: readonly A[]): Counted<A> {
  const byPerson = new Map<PersonId, A>();
  for (const approval of [...given].sort((a, b) => a.at - b.at)) {
    const { person, digest } = approval;
    if (digest === rule.digest && person !== rule.askedBy && !byPerson.has(person)) byPerson.set(person, approval);
  }
  return { approvals: [...byPerson.values()], isEnough: byPerson.size >= Math.max(1, rule.needed) };
}

/**
 * SHA-256, hexadecimal, over what is approved and the record that asks for it: an approval of one is worthless for another,
 * though it said the same.
 */
export function digestOfAction(record: RecordId, action: Json): string {
  return toHex(sha256(utf8(canonicalJson({ record, action }))));
}
