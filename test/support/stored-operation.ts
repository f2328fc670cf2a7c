import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { playbookId } from './engine-life.ts';
import { person, scopeA, uuidNumbered } from './network.ts';

/** An operation as good as sealed; ids are readable instead of hashed. */
export function storedOperation(n: number, over: Partial<StoredOperation> = {}): StoredOperation {
  return {
    id: n.toString(16).padStart(32, '0'),
    kind: 'set',
    scope: scopeA,
    type: 'playbook',
    record: playbookId(1),
    field: 'title.en',
    value: `Title ${n}`,
    supersedes: [],
    tx: uuidNumbered(0x77, n),
    lamport: n,
    wall: 1_000 + n,
    schema: 1,
    origin: { author: person(1), device: uuidNumbered(0xdd, 1), incarnation: uuidNumbered(0x11, 1) },
    seq: null,
    ...over,
  };
}
