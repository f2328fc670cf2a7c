/**
 * What may go from one centre to another: nothing, unless an agreement in force between the two says so. Asked before a file is
 * written, before records move to another scope, and by the hub for every move that arrives ([AG3]). Within one centre, and
 * from or to a scope of the whole network, nothing is asked.
 */
import type { RecordId } from '../../base/ids.ts';
import type { ShownMark } from '../exchange/library-format.ts';
import { type TlpLevel, tlpLevels } from '../tlp.ts';
import { asksConsent } from './agreement.ts';
import { type Agreed, standingOf } from './standing.ts';

/** What the person whom a record is about said of such a purpose ([CO2]); `about-nobody` also where the purpose asks no one. */
export type ConsentFact = 'about-nobody' | 'given' | 'refused' | 'unsaid';

/** What is to go. */
export interface FlowSubject {
  /** The kind of the record, or of the one that it belongs to ({@link kindOf}). */
  readonly kind: string;
  readonly mark: ShownMark;
  readonly consent: ConsentFact;
}

/** Centres by name; undefined stands for the whole network. */
export interface Way {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** It goes back to the scope in which it was made. */
  readonly isHome?: boolean;
}

export type WhyHeld =
  | 'for-named-persons'
  | 'no-agreement'
  | 'not-in-force'
  | 'kind-not-agreed'
  | 'above-ceiling'
  | 'consent-not-given';

export type FlowAnswer =
  | { readonly flows: true; readonly by: 'own-centre' | 'network' | 'home' }
  | { readonly flows: true; readonly by: 'agreement'; readonly agreement: RecordId }
  | {
      readonly flows: false;
      readonly why: WhyHeld;
      /** The agreement that comes nearest. */
      readonly agreement: RecordId | null;
    };

/** From the one that is furthest from letting it flow to the one that is nearest. */
const nearness: readonly WhyHeld[] = [
  'no-agreement',
  'not-in-force',
  'kind-not-agreed',
  'above-ceiling',
  'consent-not-given',
];

/** Whether something may go this way on a day, and by what right. What is not allowed by name is held. */
export function mayFlow(subject: FlowSubject, way: Way, agreements: readonly Agreed[], today: string): FlowAnswer {
  const { from, to } = way;
  if (from === undefined || to === undefined) return { flows: true, by: 'network' };
  if (from === to) return { flows: true, by: 'own-centre' };
  if (way.isHome === true) return { flows: true, by: 'home' };
  if (subject.mark === 'TLP:RED') return { flows: false, why: 'for-named-persons', agreement: null };
  let held: FlowAnswer = { flows: false, why: 'no-agreement', agreement: null };
  for (const agreed of agreements) {
    if (!agreed.terms.parties.includes(from) || !agreed.terms.parties.includes(to)) continue;
    const why = whyHeldBy(agreed, subject, today);
    if (why === null) return { flows: true, by: 'agreement', agreement: agreed.id };
    if (nearness.indexOf(why) > nearness.indexOf(held.why)) held = { flows: false, why, agreement: agreed.id };
  }
  return held;
}

/** Whether an agreement of both, signed by every party, ever covered it, though it may be over or ended: then a person decides. */
export function onceFlowed(subject: FlowSubject, { from, to }: Way, agreements: readonly Agreed[]): boolean {
  if (from === undefined || to === undefined || subject.mark === 'TLP:RED') return false;
  return agreements.some((agreed) => {
    const { terms } = agreed;
    if (!terms.parties.includes(from) || !terms.parties.includes(to)) return false;
    return (
      standingOf(agreed, terms.until).parties.every(({ isEnough }) => isEnough) &&
      whyNotCovered(terms, subject) === null
    );
  });
}

function whyHeldBy(agreed: Agreed, subject: FlowSubject, today: string): WhyHeld | null {
  return standingOf(agreed, today).state === 'in-force' ? whyNotCovered(agreed.terms, subject) : 'not-in-force';
}

function whyNotCovered(terms: Agreed['terms'], { kind, mark, consent }: FlowSubject): WhyHeld | null {
  if (!terms.kinds.includes(kind)) return 'kind-not-agreed';
  if (rankOf(mark) > rankOf(terms.ceiling)) return 'above-ceiling';
  return asksConsent(terms) && consent !== 'given' && consent !== 'about-nobody' ? 'consent-not-given' : null;
}

/** What has no mark is the centre's own until somebody marks it. */
const unmarked: TlpLevel = 'TLP:AMBER+STRICT';

const rankOf = (mark: ShownMark): number => tlpLevels.indexOf(mark === 'none' ? unmarked : mark);
