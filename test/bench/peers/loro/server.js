/** One Loro document in memory; a request brings a version vector and an update, the answer is the update it lacks. */
import { createRequire } from 'node:module';
import { bodyOf, createPeerServer, records, serve } from '../server-kit.js';

const { LoroDoc, LoroMap, VersionVector } = createRequire(import.meta.url)('loro-crdt');
const document = new LoroDoc();
const all = document.getMap('records');
for (const { id, ...fields } of records) {
  const map = all.setContainer(id, new LoroMap());
  for (const [name, value] of Object.entries(fields)) map.set(name, value);
}
document.commit();

const server = createPeerServer(async (request, response) => {
  if (request.url !== '/exchange') return response.writeHead(404).end();
  const body = await bodyOf(request);
  const length = body.readUInt16BE(0);
  const known = VersionVector.decode(body.subarray(2, 2 + length));
  const update = body.subarray(2 + length);
  const answer = document.export({ mode: 'update', from: known });
  if (update.length > 0) document.import(update);
  return response.writeHead(200).end(answer);
});
await serve(server, (id, field) => all.get(id)?.get(field));
