/** A hub in fifty lines for peers that bring no server: whole records, the last one wins, a number counts up. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { bodyOf, createPeerServer, records, serve } from './server-kit.js';

const bySeq = [];
const byId = new Map();
const put = (record) => {
  const before = byId.get(record.id);
  if (before !== undefined) bySeq[before.seq] = undefined;
  const kept = { seq: bySeq.length, record };
  bySeq.push(kept);
  byId.set(record.id, kept);
};
for (const record of records) put(record);

function since(seq, limit) {
  const found = [];
  let at = seq;
  for (; at < bySeq.length && found.length < limit; at += 1) if (bySeq[at] !== undefined) found.push(bySeq[at].record);
  return { found, seq: at };
}

/** Both directions in one request: changed records up, records since a number down, as lines of JSON, gzipped. */
async function exchange(request, response) {
  const body = await bodyOf(request);
  const asked = Number(request.headers['x-since']);
  const { found } = since(asked, Number.POSITIVE_INFINITY);
  if (body.length > 0) for (const line of gunzipSync(body).toString().split('\n')) put(JSON.parse(line));
  const lines = gzipSync(found.map((record) => JSON.stringify(record)).join('\n'), { level: 6 });
  response.writeHead(200, { 'x-seq': bySeq.length, ...(found.length > 0 ? { 'content-encoding': 'gzip' } : {}) });
  response.end(found.length > 0 ? lines : undefined);
}

function pull(url, response) {
  const { found, seq } = since(Number(url.searchParams.get('seq')), Number(url.searchParams.get('limit')));
  const documents = found.map((record) => ({ ...record, _deleted: false }));
  const body = JSON.stringify({ documents, checkpoint: { seq } });
  const large = documents.length > 2;
  response.writeHead(200, { 'content-type': 'application/json', ...(large ? { 'content-encoding': 'gzip' } : {}) });
  response.end(large ? gzipSync(body, { level: 6 }) : body);
}

async function push(request, response) {
  for (const { newDocumentState } of JSON.parse(await bodyOf(request))) {
    const { _deleted, ...record } = newDocumentState;
    put(record);
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
}

const server = createPeerServer((request, response) => {
  const url = new URL(request.url, 'http://peer');
  if (url.pathname === '/exchange') return exchange(request, response);
  if (url.pathname === '/pull') return pull(url, response);
  if (url.pathname === '/push') return push(request, response);
  return response.writeHead(404).end();
});
await serve(server, (id, field) => byId.get(id)?.record[field]);
