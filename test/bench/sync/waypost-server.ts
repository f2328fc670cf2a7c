/** Waypost's hub as the bench asks every server: a front that gives out the page and counts what passes to the hub. */
import { readFile } from 'node:fs/promises';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inProject } from '../../../build/project-root.ts';
import type { BenchHub } from './bench-hub.ts';
import { fieldOf } from './drafts.ts';
import { bundlePage } from './install-peers.ts';
import type { PeerServer } from './peer.ts';
import { scopeIds } from './records.ts';

/** Serves the page of Waypost before a hub; `folder` takes the bundled scripts. */
export async function startWaypostServer(hub: BenchHub, folder: string): Promise<PeerServer> {
  const scripts = new Map<string, Buffer>();
  for (const [path, source] of [
    ['/peer.js', 'test/bench/sync/waypost-page.ts'],
    ['/worker.js', 'test/bench/sync/waypost-worker.ts'],
    ['/identify.js', 'renderer/data/identify-worker.ts'],
  ] as const) {
    const file = join(folder, path);
    await bundlePage(inProject(source), file);
    scripts.set(path, await readFile(file));
  }
  const traffic = { requests: 0, up: 0, down: 0, upPacked: 0 };
  const pass = (request: IncomingMessage, response: ServerResponse) => {
    traffic.requests += 1;
    const { method, url, headers } = request;
    const target = new URL(url ?? '/', hub.address);
    const passed = ask(target, { method: method ?? 'GET', headers: { ...headers, host: target.host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('data', (part: Buffer) => {
        traffic.down += part.length;
      });
      answer.pipe(response);
    });
    // Batches are packed and signed by who makes them: there is nothing left for brotli.
    request.on('data', (part: Buffer) => {
      traffic.up += part.length;
      traffic.upPacked += part.length;
    });
    request.pipe(passed);
  };
  const server = createServer(async (request, response) => {
    const script = scripts.get(request.url ?? '');
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (request.url === '/') response.end('<!doctype html><script type="module" src="/peer.js"></script>');
    else if (script !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else if (request.url === '/bench/code') response.end(JSON.stringify({ code: await hub.code(scopeIds) }));
    else if (request.url?.startsWith('/bench/lose/') === true) {
      await hub.lose(request.url.slice('/bench/lose/'.length));
      response.writeHead(204).end();
    } else pass(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const held = createLogReader(hub);
  await held();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    reset: async () => void Object.assign(traffic, { requests: 0, up: 0, down: 0, upPacked: 0 }),
    traffic: async () => ({ ...traffic }),
    async values(changes) {
      const values = await held();
      return changes.map(({ id, field }) => values.get(`${id} ${field}`) ?? null);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The latest values in the hub's log, read on from where it was read before. */
function createLogReader({ store }: BenchHub) {
  const values = new Map<string, string>();
  const read = new Map<string, number>();
  return async (): Promise<ReadonlyMap<string, string>> => {
    await store.transaction(async (tx) => {
      for (const { scope, seq: end } of await tx.positions(scopeIds)) {
        // What was there before the first reading is known: the records.
        let seq = read.size < scopeIds.length ? end : (read.get(scope) ?? 0);
        while (seq < end) {
          const entries = await tx.page(scope, seq, 8_000_000);
          for (const { operation } of entries) {
            values.set(`${operation.record} ${fieldOf(operation.field)}`, String(operation.value));
          }
          seq = entries.at(-1)?.seq ?? end;
        }
        read.set(scope, seq);
      }
    });
    return values;
  };
}
