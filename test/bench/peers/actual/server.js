/** Actual's exchange in memory: messages by time stamp, and a hash tree over them. */
import {
  create,
  fromBinary,
  merkle,
  SyncRequestSchema,
  SyncResponseSchema,
  Timestamp,
  toBinary,
} from '@actual-app/crdt';
import { bodyOf, createPeerServer, records, serve } from '../server-kit.js';
import { contentOf, envelopeOf, valueIn } from './messages.js';

const log = [];
const values = new Map();
let tree = {};

function add(envelope) {
  log.push(envelope);
  tree = merkle.insert(tree, Timestamp.parse(envelope.timestamp));
  const { row, column, value } = contentOf(envelope);
  values.set(`${row} ${column}`, valueIn(value));
}

let made = 0;
const start = Date.UTC(2026, 9, 1);
for (const { id, ...fields } of records) {
  for (const [column, value] of Object.entries(fields)) {
    const timestamp = new Timestamp(start + Math.floor(made / 1_000), made % 1_000, '00000000000000aa').toString();
    add(envelopeOf(timestamp, { row: id, column, value }));
    made += 1;
  }
}
tree = merkle.prune(tree);

const server = createPeerServer(async (request, response) => {
  if (request.url !== '/sync') return response.writeHead(404).end();
  const { messages, since } = fromBinary(SyncRequestSchema, await bodyOf(request));
  const news = log.filter(({ timestamp }) => timestamp > since);
  for (const envelope of messages) add(envelope);
  tree = merkle.prune(tree);
  const answer = create(SyncResponseSchema, { messages: news, merkle: JSON.stringify(tree) });
  return response.writeHead(200).end(toBinary(SyncResponseSchema, answer));
});
await serve(server, (id, field) => values.get(`${id} ${field}`));
