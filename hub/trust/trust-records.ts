/** What the store port knows of trust (hub-store.ts): revocations, and requests that were answered without a network. */
import type { DeviceId, PersonId } from '../../shared/base/ids.ts';
import type { KeptRevocation } from '../../shared/protocol/revocation.ts';

export interface TrustRecords {
  /** Adds revocations behind those that are here, which stay as they are; locks the hub's row. Returns what was new. */
  addRevocations(revocations: readonly KeptRevocation[]): Promise<readonly KeptRevocation[]>;
  /** Revocations behind a place of this hub's list, in order. */
  revocationsAfter(place: number, limit: number): Promise<readonly PlacedRevocation[]>;
  /** What was said of a device, in order. */
  revocationsOf(device: DeviceId): Promise<readonly KeptRevocation[]>;
  /** The answer that a request got before, by its hash; null when it got none. */
  answeredRequest(hash: string): Promise<AnsweredRequest | null>;
  /** Throws when the request was answered before. */
  noteAnswered(request: AnsweredRequest): Promise<void>;
}

export interface PlacedRevocation extends KeptRevocation {
  readonly place: number;
}

export interface AnsweredRequest {
  /** SHA-256 of the request, hexadecimal. */
  readonly hash: string;
  readonly device: DeviceId;
  /** Null when it was answered on the hub's own machine. */
  readonly by: PersonId | null;
  readonly at: number;
}
