/** What became of a request for access. Pure; the same for everybody who reads, in whatever order the words came. */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { asApproval, countApprovals, deviceNamedIn } from '../approvals.ts';
import {
  type AccessWord,
  type Answer,
  type Asked,
  accessAnswer,
  accessWordIn,
  digestOfAsked,
} from './access-request.ts';

/** A request with everything that was said about it. */
export interface AskedFor {
  readonly id: RecordId;
  readonly asked: Asked;
  /** What answers must name. */
  readonly digest: string;
  readonly answers: readonly Answer[];
}

/**
 * `open` until enough have approved; `granted` from then to its last day; `refused` by somebody; `ended` before its last day by
 * either side; `expired` after it; `unanswered` when it came and nobody had approved.
 */
export const accessStates = ['open', 'granted', 'refused', 'ended', 'expired', 'unanswered'] as const;
export type AccessState = (typeof accessStates)[number];

export interface AccessStanding {
  readonly state: AccessState;
  readonly approvals: readonly Answer[];
  /** Persons who have to approve. */
  readonly needed: number;
  /** The word that refused or ended it. */
  readonly end: Answer | null;
}

/** Kinds of record that are about named people: two persons answer for who reads them. */
const personal: readonly string[] = ['person', 'session'];

/** How many persons have to approve. */
export function approvalsNeeded({ kinds }: Pick<Asked, 'kinds'>): number {
  return kinds.some((kind) => personal.includes(kind)) ? 2 : 1;
}

/** The instant at which access under a request ends: after its last day, UTC. */
export function endOfAccess({ until }: Pick<Asked, 'until'>): number {
  return Date.parse(`${until}T00:00:00Z`) + 86_400_000;
}

/** The requests among these words, by their ids. An answer counts for the request that it names, and by its digest for no other. */
export function requestsFrom(words: readonly AccessWord[]): AskedFor[] {
  const answers = new Map<string, Answer[]>();
  for (const word of words) {
    if ('asked' in word) continue;
    const { digest } = word.answer;
    answers.set(digest, [...(answers.get(digest) ?? []), word.answer]);
  }
  const requests = words.flatMap((word): AskedFor[] => {
    if (!('asked' in word)) return [];
    const digest = digestOfAsked(word.request, word.asked);
    return [{ id: word.request, asked: word.asked, digest, answers: answers.get(digest) ?? [] }];
  });
  return requests.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How a request stands at an instant. */
export function standingOfAccess({ asked, digest, answers }: AskedFor, now: number): AccessStanding {
  const needed = approvalsNeeded(asked);
  const given = answers.filter(({ does }) => does === 'approve');
  const rule = { digest, askedBy: asked.by.person, askedOn: deviceNamedIn(asked), needed };
  const said = given.map((answer) => ({ ...asApproval(answer), answer }));
  const { approvals, isEnough } = countApprovals(rule, said);
  // One person is enough to take away, and what was taken away is not given back by who had not heard of it.
  const [end = null] = answers.filter(({ does }) => does !== 'approve').sort((a, b) => a.at - b.at);
  return { state: stateOf(asked, end, isEnough, now), approvals: approvals.map(({ answer }) => answer), needed, end };
}

function stateOf(asked: Asked, end: Answer | null, isEnough: boolean, now: number): AccessState {
  if (end !== null) return end.does === 'refuse' ? 'refused' : 'ended';
  if (now >= endOfAccess(asked)) return isEnough ? 'expired' : 'unanswered';
  return isEnough ? 'granted' : 'open';
}

/** The requests among the values of catalogue entries. */
export function requestsIn(
  entries: readonly { readonly id: RecordId; readonly type: string; readonly values: Readonly<Record<string, Json>> }[],
): AskedFor[] {
  const words = entries.flatMap(({ id: record, type, values }) => {
    const field = type === accessAnswer.type ? 'answer' : 'asked';
    return accessWordIn({ kind: 'set', type, record, field, value: values[field] ?? null }) ?? [];
  });
  return requestsFrom(words);
}
