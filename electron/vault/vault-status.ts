/** What can be said of a vault without a secret, and who its custodians are while it is open. */
import type { Output } from '../../shared/ipc/contract.ts';
import { writeVaultName } from '../../shared/vault/custodian-share.ts';
import { waitAfter } from '../../shared/vault/unlock-delay.ts';
import type { VaultContent } from '../../shared/vault/vault-file.ts';
import type { OpeningParts } from './open-vault.ts';
import { quickSlotOf, quickState } from './quick-unlock.ts';
import type { VaultKeys } from './vault-keys.ts';

export type VaultStatus = Omit<Output<'vault:status'>, 'idleMinutes'>;

/** While no profile is chosen there is nothing to say of any. */
export const noVault: Output<'vault:status'> = {
  state: 'none',
  waitMs: 0,
  trouble: null,
  ways: [],
  name: null,
  quick: 'off',
  quickUntil: null,
  custodians: [],
  idleMinutes: 0,
};

/** Names are sealed for this place in the vault's own file. */
export const custodianNamesPlace = 'vault/custodians';

export async function statusOf(
  { files, attempts, keychain, now }: OpeningParts,
  keys: VaultKeys | null,
): Promise<VaultStatus> {
  const read = await files.read();
  const content = read?.ok ? read.value.content : null;
  const quick = quickSlotOf(content?.slots ?? []);
  return {
    state: keys !== null ? 'open' : read === null ? 'none' : 'locked',
    trouble: troubleOf(read),
    waitMs: waitAfter(await attempts.read(), now()),
    ways: content === null ? [] : [...new Set(content.slots.map(({ kind }) => kind))],
    name: content === null ? null : writeVaultName(content.id),
    // Without such a slot a start has nothing to ask the keychain for.
    quick: quick === null && keys === null ? 'off' : await quickState(quick, keychain, now()),
    quickUntil: quick?.expiresAt ?? null,
    custodians: content === null || keys === null ? [] : custodiansOf(content, keys),
  };
}

function troubleOf(read: Awaited<ReturnType<OpeningParts['files']['read']>>): VaultStatus['trouble'] {
  if (read === null) return null;
  if (!read.ok) return read.failure.kind;
  return read.value.isDamaged ? 'slot-damaged' : null;
}

function custodiansOf({ slots }: VaultContent, keys: VaultKeys): string[] {
  const slot = slots.find(({ kind }) => kind === 'custodians');
  if (slot?.kind !== 'custodians') return [];
  try {
    const names: unknown = JSON.parse(Buffer.from(keys.files.open(slot.names, custodianNamesPlace)).toString('utf8'));
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    // A slot from a file that is damaged elsewhere: who they are is a courtesy, not a lock.
    return [];
  }
}
