/** Messages of @actual-app/crdt: one cell of one row. Values are written as Actual writes them. */
import { create, fromBinary, MessageEnvelopeSchema, MessageSchema, toBinary } from '@actual-app/crdt';

export function envelopeOf(timestamp, { row, column, value }) {
  const message = create(MessageSchema, { dataset: 'records', row, column, value: `S:${value}` });
  return create(MessageEnvelopeSchema, { timestamp, isEncrypted: false, content: toBinary(MessageSchema, message) });
}

export function contentOf({ content }) {
  return fromBinary(MessageSchema, content);
}

export function valueIn(text) {
  return text.slice(2);
}
