import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { multikeyOf } from '../../../shared/domain/badge/public-key.ts';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import type { Desktop } from '../desktop.ts';

export interface Signed {
  /** Which key signed, as Multikey. */
  readonly multikey: string;
  readonly signatures: readonly Uint8Array[];
}

/** Has the host sign with this laptop's key of certificates; of nothing at all it says which key that is. */
export async function signOnHost(
  desktop: Desktop,
  messages: readonly Uint8Array[],
): Promise<Result<Signed, IpcFailure<'certificates:sign'>>> {
  const signed = await desktop.call('certificates:sign', { messages: [...messages] });
  if (!signed.ok) return fail(signed.failure);
  const { publicKey, signatures } = signed.value;
  return ok({ multikey: multikeyOf(publicKey), signatures });
}
