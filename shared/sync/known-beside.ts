/** What the engine knows beside the rows of its store, and absorbs by. */
import type { OperationId, ScopeId } from '../base/ids.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import type { KeptRevocation } from '../protocol/revocation.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { KnownErasure } from './erasing.ts';
import type { HeldDigests } from './held-digests.ts';
import type { NotAccepted } from './ports.ts';
import type { Contradiction, Witnessed } from './witness.ts';
import type { HubLog } from './witness-log.ts';

/** A scope that was purged, as a person is told of it ([SC8]). */
export interface Purge {
  readonly scope: ScopeId;
  /** Empty when it is not known any more. */
  readonly name: string;
  /** Milliseconds since 1970, by this device's clock. */
  readonly at: number;
  /** Changes of this device that the hub holds for a decision. */
  readonly handed: number;
  /** The journal does not hold it any more either; absent in what an older edition purged ([SC4]). */
  readonly erased?: boolean;
  /** The hub has the receipt. */
  readonly receipted: boolean;
}

/** What is known beside the rows. */
export interface KnownBeside {
  readonly refusals: ReadonlyMap<OperationId, NotAccepted>;
  readonly digests: HeldDigests;
  readonly witnessed: Witnessed;
  readonly contradictions: readonly Contradiction[];
  readonly revocations: readonly KeptRevocation[];
  readonly hubLog: HubLog;
  readonly purges: readonly Purge[];
  readonly erasures: readonly KnownErasure[];
  readonly leaving: NonNullable<Checkpoint['leaving']>;
  readonly rereading: readonly ScopeId[];
  readonly identity: DeviceIdentity | null;
}

/**
 * Refused and quarantined work is kept and not shown; what only waits for a newer hub is shown ([HB4]), but for the mark of a move
 * whose other half is not here ([MV5]).
 */
export function hides(refusal: NotAccepted | null | undefined): boolean {
  const kind = refusal?.outcome.kind;
  return kind === 'refused' || kind === 'quarantined' || refusal?.isApart === true;
}
