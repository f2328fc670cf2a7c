/** TinyBase's own WebSocket server over a mergeable store in memory. */
import { createMergeableStore } from 'tinybase';
import { createCustomPersister } from 'tinybase/persisters';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { WebSocket, WebSocketServer } from 'ws';
import { countSockets, createPeerServer, records, serve } from '../server-kit.js';

const store = createMergeableStore('server');
store.transaction(() => {
  for (const { id, ...cells } of records) store.setRow('records', id, cells);
});
const nothing = () => undefined;
const persister = () =>
  createCustomPersister(
    store,
    async () => undefined,
    async () => {},
    nothing,
    nothing,
    nothing,
    3,
  );
const server = createPeerServer((_request, response) => response.writeHead(404).end());
const sockets = new WebSocketServer({ server, maxPayload: 2 ** 29 });
createWsServer(sockets, persister, (error) => console.error(`tinybase: ${String(error).slice(0, 200)}`), 2);

// Another user keeps the room open: in an empty one server and first client wait for each other until they time out.
server.once('listening', () => {
  const other = new WebSocket(`ws://127.0.0.1:${server.address().port}/records`, { maxPayload: 2 ** 29 });
  other.on('message', nothing);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
await new Promise((resolve) => setTimeout(resolve, 3_000));
countSockets(sockets);
await serve(server, (id, field) => store.getCell('records', id, field));
