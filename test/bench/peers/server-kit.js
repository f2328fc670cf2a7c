/**
 * What every peer's server shares: the page, counting of bodies, and the line to the bench (a parent process).
 * Arguments of the process: the file with the records, one JSON a line, and the page's script.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';

const [recordsFile, scriptFile] = process.argv.slice(2);
const page = '<!doctype html><meta charset="utf-8"><script type="module" src="/peer.js"></script>';

/** @type {import('../sync/peer.ts').BenchRecord[]} */
export const records = readFileSync(recordsFile, 'utf8').trim().split('\n').map(JSON.parse);

const traffic = { requests: 0, up: 0, down: 0, upPacked: 0 };

function countUp(body) {
  if (body.length === 0) return;
  const packed = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  traffic.up += body.length;
  traffic.upPacked += Math.min(packed.length, body.length);
}

/** Counts what a WebSocket server hears and says. */
export function countSockets(server) {
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      traffic.requests += 1;
      countUp(Buffer.from(data));
    });
    const send = socket.send.bind(socket);
    socket.send = (data, ...rest) => {
      traffic.down += Buffer.from(data).length;
      return send(data, ...rest);
    };
  });
}

function countExchange(request, response) {
  const parts = [];
  traffic.requests += 1;
  // Not by listening: that would set the body flowing before whoever is to read it is there.
  const emit = request.emit.bind(request);
  request.emit = (event, ...rest) => {
    if (event === 'data') parts.push(rest[0]);
    if (event === 'end') countUp(Buffer.concat(parts));
    return emit(event, ...rest);
  };
  for (const name of ['write', 'end']) {
    const plain = response[name].bind(response);
    response[name] = (part, ...rest) => {
      if (typeof part === 'string' || part instanceof Uint8Array) traffic.down += Buffer.byteLength(part);
      return plain(part, ...rest);
    };
  }
}

/** The whole body of a request. */
export async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** A server that gives out the page and counts what `handle` answers. Hand it to `serve` when it is ready. */
export function createPeerServer(handle) {
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return response.writeHead(204).end();
    if (request.url.split('?')[0] === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    if (request.url === '/peer.js') {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(scriptFile));
    }
    countExchange(request, response);
    return handle(request, response);
  });
  server.keepAliveTimeout = 120_000;
  return server;
}

/** Listens and answers the bench. `valueIn(id, field)` is what the server holds, or undefined. */
export async function serve(server, valueIn) {
  if (!server.listening) await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answers = {
    reset: () => Object.assign(traffic, { requests: 0, up: 0, down: 0, upPacked: 0 }),
    traffic: () => traffic,
    values: async (changes) => Promise.all(changes.map(async ({ id, field }) => (await valueIn(id, field)) ?? null)),
  };
  process.on('message', async ({ id, operation, argument }) => {
    try {
      process.send({ id, value: await answers[operation](argument) });
    } catch (error) {
      process.send({ id, error: String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ port: server.address().port });
}
