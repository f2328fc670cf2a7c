import type { DeviceId, OperationId, PersonId } from '../../shared/base/ids.ts';

/** Who asked for a decision of several persons, or approved it, and on which device, by the device's own signature ([OD3]). */
export interface Signer {
  readonly operation: OperationId;
  /** Of what is decided. */
  readonly digest: string;
  readonly person: PersonId;
  readonly device: DeviceId;
}

/** Signers of everything that was accepted, in all scopes: beside the order, so that no decision is searched for in it. */
export interface SignerRecords {
  saveSigners(signers: readonly Signer[]): Promise<void>;
  /** Those of these digests, sorted by operation. */
  signers(digests: readonly string[]): Promise<readonly Signer[]>;
}
