import type { Output } from '../../shared/ipc/contract.ts';

/** What the host says of a vault, where a test is about less than all of it. */
export function vaultStatus(told: Partial<Output<'vault:status'>> = {}): Output<'vault:status'> {
  return {
    state: 'locked',
    waitMs: 0,
    trouble: null,
    ways: ['passphrase', 'recovery'],
    name: 'QK7M-2D9X',
    quick: 'off',
    quickUntil: null,
    custodians: [],
    idleMinutes: 5,
    ...told,
  };
}
