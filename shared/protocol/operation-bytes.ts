/** One operation with its origin, as rows and files keep it. */
import type { Result } from '../base/result.ts';
import { Unreadable } from './byte-reader.ts';
import type { StoredOperation } from './operation.ts';
import { decodePage, encodePage, type PlacedOperation } from './page.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';

/** Bytes of an operation; its place is kept, 0 standing for none. */
export function encodeOperation(operation: StoredOperation): Uint8Array {
  const placed: PlacedOperation = { ...operation, seq: (operation.seq ?? 0) + 1 };
  return encodePage({ scope: operation.scope, operations: [placed] });
}

/** The operation again, its id rebuilt from content. Never throws. */
export function decodeOperation(bytes: Uint8Array): Result<StoredOperation, BytesUnreadable> {
  return readSafely(() => {
    const page = decodePage(bytes);
    if (!page.ok) throw new Unreadable(page.failure.reason);
    const [operation] = page.value.operations;
    if (operation === undefined || page.value.operations.length > 1) throw new Unreadable('not one operation');
    return { ...operation, seq: operation.seq === 1 ? null : operation.seq - 1 };
  });
}
