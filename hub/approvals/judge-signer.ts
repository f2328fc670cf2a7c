/** Whether the device of a word by which several persons decide may say it: one device speaks for one person about one decision ([OD1] to [OD3]). */
import { jointWordIn } from '../../shared/domain/joint-word.ts';
import type { Operation, Origin, StoredOperation } from '../../shared/protocol/operation.ts';
import type { RefusalReason } from '../../shared/protocol/outcome.ts';
import type { Judgement } from '../sync/decide-operation.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import type { Signer } from './signer-records.ts';

/** By the digest of what is decided. Null in the sample network, where everybody is on one laptop ([OD4]). */
export type Signers = Map<string, readonly Signer[]> | null;

/** What was said before towards the decisions that these operations are about. */
export async function readSigners(tx: HubTransaction, operations: readonly Operation[]): Promise<Signers> {
  const digests = [...new Set(operations.flatMap((one) => jointWordIn(one)?.digest ?? []))];
  if (digests.length === 0) return new Map();
  if ((await tx.hub()).sample) return null;
  const signers = new Map<string, readonly Signer[]>();
  for (const one of await tx.signers(digests)) addSigner(signers, one);
  return signers;
}

/** What an operation that was accepted says towards a decision, to be kept beside the order. */
export function signersIn(operation: StoredOperation): Signer[] {
  const word = jointWordIn(operation);
  if (word === null) return [];
  const { author, device } = operation.origin;
  return [{ operation: operation.id, digest: word.digest, person: author, device }];
}

/** Another one said it, from here on. */
export function addSigner(signers: Signers, signer: Signer): void {
  signers?.set(signer.digest, [...(signers.get(signer.digest) ?? []), signer]);
}

/** What speaks against the device of a word: it names another one, or somebody else spoke on it. Asked of what is held too. */
export function faultOfSigner(
  signers: Signers,
  operation: Operation,
  { author, device }: Origin,
): RefusalReason | null {
  const word = jointWordIn(operation);
  if (word === null) return null;
  if (word.device !== null && word.device !== device) return 'value-invalid';
  const others = signers?.get(word.digest) ?? [];
  return others.some((one) => one.device === device && one.person !== author) ? 'same-device' : null;
}

/** Refuses a word that its device may not say, held or not: whoever decides on held work cannot see who sat at it. */
export function judgeSigner(signers: Signers, judgement: Judgement, operation: Operation, origin: Origin): Judgement {
  if (judgement.kind !== 'accept' && judgement.kind !== 'quarantined') return judgement;
  const fault = faultOfSigner(signers, operation, origin);
  return fault === null ? judgement : { kind: 'refused', id: operation.id, reason: fault };
}
