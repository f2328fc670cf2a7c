/** automerge-repo's own WebSocket server, a document for each record, in memory. */
import { Repo } from '@automerge/automerge-repo';
import { WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';
import { WebSocketServer } from 'ws';
import { countSockets, createPeerServer, records, serve } from '../server-kit.js';

const addresses = {};
const handles = new Map();
const server = createPeerServer((request, response) => {
  if (request.url !== '/addresses') return response.writeHead(404).end();
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(addresses));
});
const sockets = new WebSocketServer({ server });
countSockets(sockets);
const repo = new Repo({ network: [new WebSocketServerAdapter(sockets)], sharePolicy: async () => false });
for (const record of records) {
  const handle = repo.create(record);
  addresses[record.id] = handle.url;
  handles.set(record.id, handle);
}
/** A record's document; one that a page made is known by the id in it. */
function handleOf(id) {
  if (!handles.has(id)) {
    for (const handle of Object.values(repo.handles)) if (handle.isReady()) handles.set(handle.doc().id, handle);
  }
  return handles.get(id);
}
await serve(server, (id, field) => handleOf(id)?.doc()?.[field]);
