/** What screens and commands see of parties that content goes to for the first time ([FC1] to [FC4]). */
import type { ScopeId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { ShownMark } from '../domain/exchange/library-format.ts';
import type { JournalFailure } from './ports.ts';

export interface PartyApi {
  /** The hub and the laptops of this sitting that nobody here said yes to: nothing goes to them ([FC1]). */
  parties(): Promise<readonly Party[]>;
  /** The hub and the laptops that somebody here said yes to; none where nobody is asked ([FC5]). */
  agreedParties(): Promise<readonly AgreedParty[]>;
  /** Keeps what a person answered about one. A no also takes a yes back. */
  answerParty(party: string, agreed: boolean): Promise<Result<null, JournalFailure>>;
}

/** Records of one type under one mark. */
export interface LeavingRow {
  readonly type: string;
  readonly mark: ShownMark;
  readonly records: number;
}

/** What stays, and why: the other one may not read its scope, or only the hub can judge it ([RM5], [RM11]). */
export interface WithheldRow extends LeavingRow {
  readonly reason: 'scope' | 'hub-alone';
}

/** Somebody whom nobody here has said yes to. */
export interface Party {
  readonly kind: 'hub' | 'laptop';
  /** By which the answer is remembered: the hub's id, a laptop's public key. */
  readonly party: string;
  /** What its six words are made of; empty where a hub of before has no key. */
  readonly key: string;
  /** The network of a hub; empty for a laptop. */
  readonly name: string;
  /** Who uses a laptop, by its own word. */
  readonly people: readonly { readonly name: string; readonly centre: string }[];
  /** Scopes of which content would go. */
  readonly scopes: readonly ScopeId[];
  /** Somebody said no. */
  readonly isDeclined: boolean;
  readonly leaving: readonly LeavingRow[];
  readonly withheld: readonly WithheldRow[];
}

/** Somebody whom somebody here said yes to. */
export interface AgreedParty extends Pick<Party, 'kind' | 'party' | 'key' | 'name'> {
  /** When; null for a hub that this laptop has exchanged with since before anybody was asked. */
  readonly at: number | null;
}
