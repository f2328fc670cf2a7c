/**
 * Counting approvals of one exact action: k of n persons, each once, never whoever asked, before the time is over. Pure, and
 * counted again by everybody who reads; an approval is an operation in a batch that its author's device signed.
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
  /** The last instant at which somebody could approve; null when there is none. */
  readonly closes: number | null;
}

export interface Approval {
  readonly person: PersonId;
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Why an approval counts for nothing. */
export type WhyIgnored = 'other-action' | 'own-request' | 'too-late' | 'said-before';

export interface Counted<A extends Approval = Approval> {
  /** One for each person, the earliest first. */
  readonly approvals: readonly A[];
  readonly ignored: readonly { readonly approval: A; readonly why: WhyIgnored }[];
  readonly isEnough: boolean;
}

/** What was approved, and whether that is enough. What is needed is at least one person, whatever a record says. */
export function countApprovals<A extends Approval>(rule: ApprovalRule, given: readonly A[]): Counted<A> {
  const persons = new Set<PersonId>();
  const approvals: A[] = [];
  const ignored: { approval: A; why: WhyIgnored }[] = [];
  for (const approval of [...given].sort((a, b) => a.at - b.at)) {
    const why = whyIgnored(rule, approval, persons);
    if (why === null) approvals.push(approval);
    else ignored.push({ approval, why });
    if (why === null) persons.add(approval.person);
  }
  return { approvals, ignored, isEnough: persons.size >= Math.max(1, rule.needed) };
}

function whyIgnored(rule: ApprovalRule, approval: Approval, persons: ReadonlySet<PersonId>): WhyIgnored | null {
  if (approval.digest !== rule.digest) return 'other-action';
  if (approval.person === rule.askedBy) return 'own-request';
  if (rule.closes !== null && approval.at > rule.closes) return 'too-late';
  return persons.has(approval.person) ? 'said-before' : null;
}

/**
 * SHA-256, hexadecimal, over what is approved and the record that asks for it: an approval of one is worthless for another,
 * though it said the same.
 */
export function digestOfAction(record: RecordId, action: Json): string {
  return toHex(sha256(utf8(canonicalJson({ record, action }))));
}
