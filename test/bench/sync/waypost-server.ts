/** Waypost's hub as the bench asks every server: a front that gives out the page and counts what passes to the hub. */
import { readFile } from 'node:fs/promises';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inProject } from '../../../build/project-root.ts';
import { finding } from '../../../shared/domain/review/finding.ts';
import { atRest, type BenchHub, bringToHub, fillHub } from './bench-hub.ts';
import { changeIn } from './drafts.ts';
import { bundlePage } from './install-peers.ts';
import type { BenchRecord, Change, PeerServer } from './peer.ts';
import { makeRecords, scopeIds } from './records.ts';
import type { SyncContext } from './sync-figure.ts';

/** Serves the page of Waypost before a hub with these records. */
export async function startWaypostServer(
  hub: BenchHub,
  records: readonly BenchRecord[],
  newFolder: SyncContext['newFolder'],
): Promise<PeerServer> {
  const folder = await newFolder('page');
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
    const path = request.url?.split('?')[0] ?? '';
    const script = scripts.get(path);
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (path === '/') response.end('<!doctype html><script type="module" src="/peer.js"></script>');
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
    async warm() {
      await fillHub(hub, newFolder, recordsOfOthers());
      // It would cut packs just when it is measured.
      await atRest(hub, scopeIds);
    },
    contest: (answers) => contest(hub, newFolder, records, answers),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Others bring so many, which takes a hub about two seconds. */
const recordsOfOthers = () => makeRecords(400).map((record) => ({ ...record, id: crypto.randomUUID() }));

/** Brings a second value of each field, that names none before it. */
function contest(
  hub: BenchHub,
  newFolder: SyncContext['newFolder'],
  records: readonly BenchRecord[],
  answers: readonly Change[],
): Promise<void> {
  const scopes = new Map(records.map(({ id, scope }) => [id, scope]));
  const base = { kind: 'set', type: finding.type, value: 'SOP 9.9 as others have it', supersedes: [] } as const;
  const actions = answers.map(({ id, field }) => [{ ...base, record: id, field, scope: scopes.get(id) ?? '' }]);
  return bringToHub(hub, newFolder, actions);
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
            const { id, field, value } = changeIn(operation);
            values.set(`${id} ${field}`, value);
          }
          seq = entries.at(-1)?.seq ?? end;
        }
        read.set(scope, seq);
      }
    });
    return values;
  };
}
