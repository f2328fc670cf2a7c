/** What releases are worth: who approved, what is in force on a day, what was withdrawn. Pure; the same for everybody who reads. */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { asApproval, countApprovals, deviceNamedIn } from '../approvals.ts';
import type { playbookStates } from '../playbook.ts';
import {
  digestOfEdition,
  type Edition,
  type ReleaseAct,
  type ReleaseRule,
  readEdition,
  readReleaseAct,
  readWithdrawal,
  release,
  releaseApproval,
  releaseWithdrawal,
  releasingRoles,
  type Withdrawal,
  withdrawingRoles,
} from './release.ts';

/** An edition with everything that was said about it. */
export interface Release {
  readonly id: RecordId;
  readonly edition: Edition;
  /** Of the edition in this record: what everything that is said of it must name. */
  readonly digest: string;
  readonly acts: readonly ReleaseAct[];
  readonly withdrawals: readonly Withdrawal[];
}

/** A value that says something of releases. */
export interface ReleaseWord {
  readonly type: string;
  readonly record: RecordId;
  /** The record that it belongs to. */
  readonly playbook: RecordId;
  readonly value: Json;
}

/**
 * The editions among these words, by their ids. A word belongs to the edition that its digest names, whichever of them arrived
 * first; an edition belongs to the playbook that it was signed for ([RL2]).
 */
export function releasesFrom(words: readonly ReleaseWord[]): Release[] {
  const acts = byDigest(words, releaseApproval.type, readReleaseAct);
  const withdrawals = byDigest(words, releaseWithdrawal.type, readWithdrawal);
  const releases = words.flatMap(({ type, record: id, playbook, value }): Release[] => {
    const edition = type === release.type ? readEdition(value) : null;
    if (edition === null || edition.playbook !== playbook) return [];
    const digest = digestOfEdition(id, edition);
    return [{ id, edition, digest, acts: acts.get(digest) ?? [], withdrawals: withdrawals.get(digest) ?? [] }];
  });
  return releases.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function byDigest<W extends { readonly digest: string; readonly at: number }>(
  words: readonly ReleaseWord[],
  of: string,
  read: (value: Json) => W | null,
): ReadonlyMap<string, readonly W[]> {
  const said = new Map<string, W[]>();
  for (const { type, value } of words) {
    const word = type === of ? read(value) : null;
    if (word !== null) said.set(word.digest, [...(said.get(word.digest) ?? []), word]);
  }
  for (const list of said.values()) list.sort((a, b) => a.at - b.at);
  return said;
}

/**
 * `returned` to be changed and `recalled` by whoever asked are ends without a release; an edition is `superseded` by a later one
 * that began, whether or not it was released itself.
 */
export const releaseStates = [
  'in-review',
  'returned',
  'recalled',
  'approved',
  'released',
  'superseded',
  'withdrawn',
] as const;
export type ReleaseState = (typeof releaseStates)[number];

export interface Counted {
  /** Those that count, one for each person, the earliest first. */
  readonly approvals: readonly ReleaseAct[];
  /** What they differ in: names of centres or states, or ids of persons. */
  readonly parties: readonly string[];
  readonly isEnough: boolean;
}

/** Who approved an edition, and whether that is enough: so many different ones, in these roles, never whoever asked ([RL2]). */
export function countReleaseApprovals({
  edition,
  digest,
  acts,
}: Pick<Release, 'edition' | 'digest' | 'acts'>): Counted {
  const { rule, by } = edition;
  const inRole = acts.filter(({ does, role }) => does === 'approve' && rule.roles.includes(role));
  const given = inRole.map((act) => ({ ...asApproval(act), act }));
  const asked = { digest, askedBy: by.person, askedOn: deviceNamedIn(edition) };
  const { approvals } = countApprovals({ ...asked, needed: 1 }, given);
  const counted = approvals.map(({ act }) => act).filter((act) => partyOf(rule, act) !== null);
  const parties = [...new Set(counted.flatMap((act) => partyOf(rule, act) ?? []))];
  return { approvals: counted, parties, isEnough: parties.length >= Math.max(1, rule.needed) };
}

function partyOf({ distinct, states }: ReleaseRule, { by }: ReleaseAct): string | null {
  if (distinct === 'person') return by.person;
  if (distinct === 'centre') return by.centre;
  // A name of an object's own methods is no centre.
  return states !== undefined && Object.hasOwn(states, by.centre) ? (states[by.centre] as string) : null;
}

export interface StandingRelease extends Release, Counted {
  readonly state: ReleaseState;
  /** The word that put it in force. */
  readonly released: ReleaseAct | null;
  readonly withdrawn: Withdrawal | null;
  /** The word that sent it back. */
  readonly returned: ReleaseAct | null;
}

export interface PlaybookStanding {
  /** From its releases; `draft` while there is none. */
  readonly state: (typeof playbookStates)[number];
  /** What is to be read: the latest edition that has begun, unless it was withdrawn. */
  readonly current: StandingRelease | null;
  /** The latest edition that has begun, when it was withdrawn: nothing before it comes back. */
  readonly withdrawn: StandingRelease | null;
  /** Released, and not yet on its first day. */
  readonly coming: StandingRelease | null;
  /** What is being reviewed, or approved and waits to be released. */
  readonly candidate: StandingRelease | null;
  /** All of them, the latest first. */
  readonly releases: readonly StandingRelease[];
}

/** How the releases of one playbook stand on a day, `YYYY-MM-DD`. */
export function standingOfPlaybook(releases: readonly Release[], today: string): PlaybookStanding {
  const counted = releases.map((one) => ({ ...one, ...countReleaseApprovals(one), ...saidOf(one) }));
  const out = counted.filter(isOut).sort(byNumber);
  const begun = out.filter(({ edition }) => edition.validFrom <= today).at(-1) ?? null;
  const latest = out.at(-1) ?? null;
  const standing = counted
    .map((one): StandingRelease => ({ ...one, state: stateOf(one, begun, latest) }))
    .sort((a, b) => byNumber(b, a));
  const find = (id: RecordId | undefined) => standing.find((one) => one.id === id) ?? null;
  const at = find(begun?.id);
  const current = at?.state === 'released' ? at : null;
  const withdrawn = at?.state === 'withdrawn' ? at : null;
  const coming =
    standing.find(({ id, state, edition }) => id !== at?.id && state === 'released' && edition.validFrom > today) ??
    null;
  const open = standing.filter(({ state }) => state === 'in-review' || state === 'approved');
  const candidate = open.reduce<StandingRelease | null>((a, b) => (a !== null && isLater(a, b) ? a : b), null);
  return {
    state: stateOfAll({ current, withdrawn, coming, candidate }),
    current,
    withdrawn,
    coming,
    candidate,
    releases: standing,
  };
}

function isLater(a: StandingRelease, b: StandingRelease): boolean {
  return a.edition.at > b.edition.at || (a.edition.at === b.edition.at && a.id > b.id);
}

type Found = Pick<PlaybookStanding, 'current' | 'withdrawn' | 'coming' | 'candidate'>;

function stateOfAll({ current, withdrawn, coming, candidate }: Found): PlaybookStanding['state'] {
  if (withdrawn !== null) return 'withdrawn';
  if (current !== null) return 'released';
  if (candidate !== null) return candidate.state === 'approved' ? 'approved' : 'in-review';
  return coming === null ? 'draft' : 'approved';
}

type Told = Release & Counted & ReturnType<typeof saidOf>;

function saidOf({ edition, acts, withdrawals }: Release) {
  return {
    released: acts.find(({ does, role }) => does === 'release' && releasingRoles.includes(role)) ?? null,
    withdrawn: withdrawals.find(({ role }) => withdrawingRoles.includes(role)) ?? null,
    returned: acts.find(({ does, role }) => does === 'return' && edition.rule.roles.includes(role)) ?? null,
    recalled: acts.find(({ does, by }) => does === 'recall' && by.person === edition.by.person) ?? null,
  };
}

/** It was put in force with enough approvals. Nothing but a withdrawal takes that back: an objection that comes late is read, and no more. */
function isOut({ released, isEnough }: Told): boolean {
  return released !== null && isEnough;
}

function stateOf(one: Told, begun: Told | null, latest: Told | null): ReleaseState {
  if (isOut(one)) {
    if (one.withdrawn !== null) return 'withdrawn';
    return begun !== null && byNumber(one, begun) < 0 ? 'superseded' : 'released';
  }
  if (one.recalled !== null) return 'recalled';
  if (one.returned !== null) return 'returned';
  // Its number is taken or passed: nobody can release it any more.
  if (latest !== null && compareNumbers(one.edition.number, latest.edition.number) <= 0) return 'superseded';
  return one.isEnough ? 'approved' : 'in-review';
}

/** By number; of two with one number, the later one counts. */
function byNumber(a: Told | StandingRelease, b: Told | StandingRelease): number {
  const times = (a.released?.at ?? a.edition.at) - (b.released?.at ?? b.edition.at);
  return compareNumbers(a.edition.number, b.edition.number) || times || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Orders numbers of releases: `4.10` is later than `4.9`, and `4` is `4.0`. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((number) => number.split('.').map(Number));
  for (let place = 0; place < 3; place++) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
