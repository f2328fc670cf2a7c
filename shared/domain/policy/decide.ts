/**
 * Who may do what: one default-deny decision over role, action, record type, field, scope, mark, agreement,
 * consent and lease ([PO1] to [PO6]). A device asks before it saves, shows or writes a file; the hub asks again for whatever arrives; a laptop in a
 * room asks of what it is handed. Pure: every fact is in the question, and one that an action needs cannot be left out of it.
 */
import type { ScopeId } from '../../base/ids.ts';
import { type FlowSubject, mayFlow, onceFlowed, type Way, type WhyHeld } from '../agreement/flow.ts';
import type { Agreed } from '../agreement/standing.ts';
import type { ShownMark } from '../exchange/library-format.ts';
import { existenceField } from '../record-state.ts';
import { type TlpLevel, tlpLevels } from '../tlp.ts';
import { covers, isInForce } from './in-force.ts';
import { type PolicyTable, policyTable, type Rule, type RuledAction } from './policy-table.ts';
import type { Grant, Role } from './roles.ts';

/** Who of those that may translate may also say that a translation is good: the same for every type of record. */
const judges = {
  'review-translation': ['reviewer', 'approver', 'coordinator', 'steward'],
  'finalise-translation': ['approver', 'steward'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/**
 * What somebody does with a record by a role that they hold. `translate` is a change of one language of a localised field, which
 * more roles may make than other edits.
 */
export type PolicyAction = RuledAction | 'restore' | keyof typeof judges;

interface About {
  readonly scope: ScopeId;
  /** The record type, known to this edition or not. */
  readonly type: string;
  /** When: a grant that ends by itself counts for no question that does not say. */
  readonly at?: number | undefined;
}

/** Whether a role gives somebody the right to do something. */
export interface DeedQuestion extends About {
  readonly action: PolicyAction;
  /** The field that is written, as an operation names it; absent where the record as a whole is meant. */
  readonly field?: string | undefined;
}

/** Whether the order of a scope is given to somebody at all: it is read whole or not ([AG5], [SY6]). */
export interface ReceiveQuestion extends Omit<About, 'type'> {
  readonly action: 'receive';
}

/** Why something may still be shown while the lease is over ([LE4]). */
export type Stays = 'own-work' | 'released' | 'no';

/** Whether a device shows what it holds, by the grants of all its people ([AR4], [LE2]). */
export interface ShowQuestion extends About {
  readonly action: 'show';
  readonly lease: 'counts' | 'over';
  readonly stays: Stays;
  readonly mark: ShownMark;
}

/** What crosses from a centre to another, or out of the network: what it is, whom it is for, and what they agreed on. */
export interface Going {
  readonly subject: FlowSubject;
  /** Null: nobody is named, it is for whoever asks. */
  readonly way: Way | null;
  readonly agreements: readonly Agreed[];
  /** The day, `YYYY-MM-DD`. */
  readonly today: string;
  /** The highest mark that was chosen to leave; null where nobody chooses one. */
  readonly highest: TlpLevel | null;
}

/** Whether something may `leave` in a file, for who may read it; or `cross` into another scope, for who may move it ([AG3]). */
export interface GoingQuestion extends About {
  readonly action: 'leave' | 'cross';
  readonly going: Going;
}

export type PolicyQuestion = DeedQuestion | ReceiveQuestion | ShowQuestion | GoingQuestion;

/** Which of the facts refused ([PO2]). */
export type Fact = 'scope' | 'type' | 'action' | 'field' | 'role' | 'mark' | 'agreement' | 'consent' | 'lease';

type DeedReason = 'no-grant-in-scope' | 'role-may-not' | 'unknown-type';
export type DenialReason = DeedReason | 'lease-over' | 'above-chosen' | 'consent-refused' | WhyHeld;

export interface Denial<R extends string = DenialReason> {
  readonly allowed: false;
  readonly fact: Fact;
  readonly reason: R;
  /** An agreement covered it once, and is over or was ended: a person decides ([AG4]). Said of what crosses alone. */
  readonly isLapsed?: boolean;
}

export type PolicyAnswer<R extends string = DenialReason> =
  /** By which role; null where a device shows something, which nobody's role decides alone. */
  { readonly allowed: true; readonly role: Role | null } | Denial<R>;

const denial = <R extends string>(fact: Fact, reason: R): Denial<R> => ({ allowed: false, fact, reason });
const noGrant = denial('scope', 'no-grant-in-scope');
const shown = { allowed: true, role: null } as const;

/** Decides one question for these grants; the same answer on device and hub of one edition. */
export function decide(
  grants: readonly Grant[],
  question: DeedQuestion | ReceiveQuestion,
  table?: PolicyTable,
): PolicyAnswer<DeedReason>;
export function decide(grants: readonly Grant[], question: PolicyQuestion, table?: PolicyTable): PolicyAnswer;
export function decide(grants: readonly Grant[], question: PolicyQuestion, table = policyTable): PolicyAnswer {
  switch (question.action) {
    case 'receive':
      return holdsRole(grantsIn(grants, question)) ? shown : noGrant;
    case 'show':
      return decideShow(grants, question);
    case 'leave':
    case 'cross':
      return decideGoing(grants, question, table);
    default:
      return decideDeed(grants, question, table);
  }
}

/** The grants that count in a scope at an instant. */
function grantsIn(grants: readonly Grant[], { scope, at }: Omit<About, 'type'>): Grant[] {
  return grants.filter((grant) => grant.scope === scope && isInForce(grant, at));
}

const holdsRole = (grants: readonly Grant[]) => grants.some(({ roles }) => roles.length > 0);

function decideDeed(grants: readonly Grant[], question: DeedQuestion, table: PolicyTable): PolicyAnswer<DeedReason> {
  const { type, action, field } = question;
  const here = grantsIn(grants, question);
  if (!holdsRole(here)) return noGrant;
  const rule = Object.hasOwn(table, type) ? table[type] : undefined;
  if (rule === undefined) return denial('type', 'unknown-type');
  // Existence is no value: setting it would slip past the rights to take away and bring back.
  if (field === existenceField) return denial('field', 'role-may-not');
  const allowed = rolesFor(rule, action);
  const role = allowed.find((one) => here.some((grant) => grant.roles.includes(one) && covers(grant, type)));
  if (role !== undefined) return { allowed: true, role };
  return denial(allowed.length === 0 ? 'action' : 'role', 'role-may-not');
}

function rolesFor(rule: Rule, action: PolicyAction): readonly Role[] {
  // Who may take away may bring back. What is never deleted can have gone with what it belongs to.
  if (action === 'restore') return rule.delete ?? rule.move ?? [];
  if (action !== 'review-translation' && action !== 'finalise-translation') return rule[action] ?? [];
  const allowed: readonly Role[] = judges[action];
  return rule.translate?.filter((role) => allowed.includes(role)) ?? [];
}

/** What is of a scope in which nobody of the device holds a role is its own work, shown until it is purged and after ([SC3]). */
function decideShow(grants: readonly Grant[], question: ShowQuestion): PolicyAnswer {
  const { scope, type, lease, stays, mark } = question;
  const isNamed = grants.some((grant) => grant.scope === scope);
  if (isNamed && !grantsIn(grants, question).some((grant) => covers(grant, type))) return noGrant;
  if (lease === 'counts' || stays === 'own-work') return shown;
  if (stays === 'no') return denial('lease', 'lease-over');
  return mark === 'TLP:RED' ? denial('mark', 'for-named-persons') : shown;
}

/** First whether they may at all, then what was chosen, what the person said, and what the centres agreed on. */
function decideGoing(grants: readonly Grant[], question: GoingQuestion, table: PolicyTable): PolicyAnswer {
  const { action, scope, type, at, going } = question;
  const may = decideDeed(grants, { action: action === 'leave' ? 'read' : 'move', scope, type, at }, table);
  if (!may.allowed) return may;
  const { subject, way, agreements, today, highest } = going;
  if (highest !== null && isAbove(subject.mark, highest)) return denial('mark', 'above-chosen');
  const isWithin = way !== null && way.from !== undefined && way.from === way.to;
  if (subject.consent === 'refused' && !isWithin) return denial('consent', 'consent-refused');
  if (way === null) return may;
  const flow = mayFlow(subject, way, agreements, today);
  if (flow.flows) return may;
  const held = denial(factOf(flow.why), flow.why);
  return action === 'leave' ? held : { ...held, isLapsed: onceFlowed(subject, way, agreements) };
}

function factOf(why: WhyHeld): Fact {
  if (why === 'consent-not-given') return 'consent';
  return why === 'for-named-persons' || why === 'above-ceiling' ? 'mark' : 'agreement';
}

/** What has no mark is in no place of the list, and leaves under any that was chosen. */
function isAbove(mark: ShownMark, highest: TlpLevel): boolean {
  const levels: readonly ShownMark[] = tlpLevels;
  return levels.indexOf(mark) > levels.indexOf(highest);
}
