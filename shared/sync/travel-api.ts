/** What screens see of scopes that are left behind for a travel ([TM1] to [TM5]). */
import type { ScopeId } from '../base/ids.ts';
import type { Failure, Result } from '../base/result.ts';
import type { LeftScope } from './checkpoint.ts';
import type { JournalFailure } from './ports.ts';

export interface TravelApi {
  /** Leaves these scopes behind and no others; with none, the next sync brings back what was left. */
  leaveBehind(scopes: readonly ScopeId[]): Promise<Result<null, TravelFailure>>;
  /** What was left behind. */
  travel(): Promise<Travel>;
}

export interface Travel {
  /** Empty while nobody travels. */
  readonly left: readonly LeftScope[];
  /** Nothing of it is on this disk, its journal included. */
  readonly isGone: boolean;
}

export type TravelFailure =
  /** Something of a scope waits, is held, was refused or is not confirmed: nothing was changed. */
  | (Failure<'travel-unsent'> & { readonly name: string; readonly changes: number })
  | JournalFailure
  | (Failure<'store-failed'> & { readonly reason: string });
