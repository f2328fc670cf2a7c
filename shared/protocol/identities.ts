/**
 * Where the ids of operations and actions come from while a page is read. Making them is most of the reading, and may be
 * done by another thread: it reads the very same bytes, and its ids come in the order in which they are asked for.
 */
import { toHex } from '../base/bytes.ts';
import { bytesOfUuid, idBytes, type OperationId, type TransactionId, uuidOfBytes } from '../base/ids.ts';
import { Unreadable } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { actionIdOf, type HeaderSubject, operationIdOf } from './operation-header.ts';

export interface Identities {
  operation(subject: HeaderSubject, body: Uint8Array): OperationId;
  /** The id of the action whose first operation this is. */
  action(first: Omit<HeaderSubject, 'tx'>): TransactionId;
}

/** Makes every id from the content ([OP4]). */
export const made: Identities = { operation: operationIdOf, action: actionIdOf };

/** Makes ids and writes them down, 16 bytes each. */
export function writingDown(): { readonly identities: Identities; readonly written: () => Uint8Array } {
  const writer = createByteWriter(64 * 1024);
  const identities: Identities = {
    operation(subject, body) {
      const id = operationIdOf(subject, body);
      writer.hex(id);
      return id;
    },
    action(first) {
      const id = actionIdOf(first);
      writer.bytes(bytesOfUuid(id));
      return id;
    },
  };
  return { identities, written: () => writer.finish() };
}

/** Ids as they were written down. Throws {@link Unreadable} when there are fewer than are asked for. */
export function asWritten(bytes: Uint8Array): Identities {
  let at = 0;
  const next = () => {
    if (at + idBytes > bytes.length) throw new Unreadable('ids are missing');
    at += idBytes;
    return bytes.subarray(at - idBytes, at);
  };
  return { operation: () => toHex(next()), action: () => uuidOfBytes(next()) };
}
