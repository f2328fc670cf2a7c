/** What an agreement is worth on a day: who signed, whether it holds, what became of it. Pure; the same for everybody who reads. */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { asApproval, countApprovals, deviceNamedIn, ownVoices } from '../approvals.ts';
import {
  type Act,
  agreement,
  agreementAct,
  digestOfTerms,
  isOfParty,
  readAct,
  readTerms,
  type Terms,
} from './agreement.ts';

/** An agreement with everything that was said about it. */
export interface Agreed {
  readonly id: RecordId;
  readonly terms: Terms;
  /** Of the terms in this record: what signatures must name. */
  readonly digest: string;
  readonly acts: readonly Act[];
}

/** A value that says something of agreements: the terms of one, or an act under one. */
export interface AgreementWord {
  readonly type: string;
  readonly record: RecordId;
  readonly value: Json;
}

/** The agreements among these words, by their ids. An act belongs to the terms that its digest names. */
export function agreedFrom(words: readonly AgreementWord[]): Agreed[] {
  const acts = new Map<string, Act[]>();
  for (const { type, value } of words) {
    const act = type === agreementAct.type ? readAct(value) : null;
    if (act !== null) acts.set(act.digest, [...(acts.get(act.digest) ?? []), act]);
  }
  const agreed = words.flatMap(({ type, record: id, value }): Agreed[] => {
    const terms = type === agreement.type ? readTerms(value) : null;
    if (terms === null) return [];
    const digest = digestOfTerms(id, terms);
    return [{ id, terms, digest, acts: acts.get(digest) ?? [] }];
  });
  return agreed.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * `proposed` until every party has signed; `coming` before its first day; `in-force`; `over` after its last day, signed or
 * not; `ended` by somebody before that.
 */
export const agreementStates = ['proposed', 'coming', 'in-force', 'over', 'ended'] as const;
export type AgreementState = (typeof agreementStates)[number];

export interface Standing {
  readonly state: AgreementState;
  /** Each party in the order of the terms, with the persons whose signatures count. */
  readonly parties: readonly { readonly centre: string; readonly signed: readonly Act[]; readonly isEnough: boolean }[];
  /** The word that ended it. */
  readonly end: Act | null;
}

/** How an agreement stands on a day, `YYYY-MM-DD`. */
export function standingOf({ terms, digest, acts }: Agreed, today: string): Standing {
  const rule = { digest, askedBy: terms.by.person, askedOn: deviceNamedIn(terms), needed: terms.signatures };
  const signs = acts.filter(({ does }) => does === 'sign').map((act) => ({ ...asApproval(act), act }));
  // One laptop is one voice among all parties, and not in each.
  const voices = ownVoices(rule, signs);
  const parties = terms.parties.map((centre) => {
    const { approvals, isEnough } = countApprovals(
      rule,
      voices.filter(({ act }) => act.by.centre === centre),
    );
    return { centre, signed: approvals.map(({ act }) => act), isEnough };
  });
  const end = firstEnd(terms, acts);
  return {
    state: stateOf(
      terms,
      parties.every(({ isEnough }) => isEnough),
      end,
      today,
    ),
    parties,
    end,
  };
}

/** Whoever is of a party ends it alone: to take back is one person's right, to give is not. */
function firstEnd(terms: Terms, acts: readonly Act[]): Act | null {
  const ends = acts.filter(({ does, by }) => does === 'end' && isOfParty(terms, by));
  return ends.sort((a, b) => a.at - b.at)[0] ?? null;
}

function stateOf({ from, until }: Terms, isSigned: boolean, end: Act | null, today: string): AgreementState {
  if (end !== null) return 'ended';
  if (today > until) return 'over';
  if (!isSigned) return 'proposed';
  return today < from ? 'coming' : 'in-force';
}
