/** y-websocket's own server; the document stays in memory. */
import { createRequire } from 'node:module';
import { WebSocketServer } from 'ws';
import { countSockets, createPeerServer, records, serve } from '../server-kit.js';

const require = createRequire(import.meta.url);
const { Map: YMap } = require('yjs');
const { getYDoc, setupWSConnection } = require('y-websocket/bin/utils');
const document = getYDoc('records');
const all = document.getMap('records');
document.transact(() => {
  for (const { id, ...fields } of records) all.set(id, new YMap(Object.entries(fields)));
});
const server = createPeerServer((_request, response) => response.writeHead(404).end());
const sockets = new WebSocketServer({ server, maxPayload: 2 ** 29 });
countSockets(sockets);
sockets.on('connection', (socket, request) => setupWSConnection(socket, request, { docName: 'records' }));
await serve(server, (id, field) => all.get(id)?.get(field));
