/** The small network in which the suites of every HubStore begin: two people, two scopes, one device. */
import type { Device, HubTransaction, KeptOperation, LogEntry } from '../../hub/sync/hub-store.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';

/** Runs work in a transaction of the store under test. */
export type Tx = <T>(work: (transaction: HubTransaction) => Promise<T>) => Promise<T>;

export const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
export const hex = (n: number) => n.toString(16).padStart(32, '0');
export const [ana, ben, here, there, laptop] = [uuid(1), uuid(2), uuid(11), uuid(12), uuid(21)] as const;

/** What the hub is called by. */
export const hub = uuid(41);

export const device: Device = {
  id: laptop,
  name: 'Laptop 1',
  publicKey: new Uint8Array(32).fill(7),
  persons: [ana, ben],
  enrolledAt: 1_000,
  revokedAt: null,
  ticket: hex(1),
  ticketBefore: null,
  cloneSuspectedAt: null,
  lastContact: null,
  declaredWaiting: 0,
  grantsVersion: 0,
  incarnation: null,
  newLifeAt: null,
  certificate: null,
  renewAt: null,
};

function operation(n: number, value: StoredOperation['value'] = `value ${n}`): StoredOperation {
  return {
    id: hex(n),
    seq: null,
    kind: 'set',
    scope: here,
    type: 'playbook',
    record: uuid(1_000 + n),
    field: 'title.ar',
    value,
    supersedes: [hex(n + 500)],
    tx: uuid(2_000 + n),
    lamport: n,
    wall: 1_700_000_000_000,
    schema: 1,
    received: 1_700_000_000_123,
    origin: { author: ana, device: laptop, incarnation: uuid(31) },
  };
}

export const entry = (seq: number, value?: StoredOperation['value']): LogEntry => ({
  seq,
  chain: hex(9_000 + seq),
  digest: hex(8_000 + seq),
  operation: { ...operation(seq, value), seq },
});

export const markOf = (seq: number) => ({ chain: entry(seq).chain, digest: entry(seq).digest });

export const kept = (n: number, outcome: Partial<KeptOperation['outcome']> = {}): KeptOperation => ({
  outcome: { kind: 'refused', id: hex(n), reason: 'role-may-not', ...outcome } as KeptOperation['outcome'],
  operation: operation(n),
  device: laptop,
  at: 5_000 + n,
});

export async function populate(tx: HubTransaction): Promise<void> {
  await tx.foundHub({ id: hub, epoch: uuid(42), networkName: 'Varenia network', sample: true });
  await tx.addPerson({ person: ana, name: 'Ana', centre: 'Sorrel Coast' });
  await tx.addPerson({ person: ben, name: 'Ben', centre: 'Tolmara Highlands' });
  await tx.addScope({ id: here, name: 'Doctrine' });
  await tx.addScope({ id: there, name: 'Training' });
  await tx.addDevice(device);
}
