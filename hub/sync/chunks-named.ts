import { attachment, chunksIn } from '../../shared/domain/attachment.ts';
import type { Operation } from '../../shared/protocol/operation.ts';

/** The chunks that an operation of an attachment names. */
export function chunksNamedBy({
  type,
  kind,
  field,
  value,
}: Pick<Operation, 'type' | 'kind' | 'field' | 'value'>): string[] {
  return type === attachment.type && kind === 'set' && field === 'chunks' ? chunksIn(value) : [];
}
