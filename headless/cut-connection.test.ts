import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { draftPlaybook, save, startLife, sync } from '../test/support/engine-life.ts';
import { createFakeHub } from '../test/support/fake-hub.ts';
import { testDevice } from '../test/support/network.ts';
import { createHttpTransport } from './http-transport.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A hub on loopback whose line to device 2 is cut in the middle of some answers. Counts what it was asked. */
async function startCutHub() {
  const hub = createFakeHub();
  const device = testDevice(2);
  const line = { requests: 0, cutAt: new Set<number>() };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    line.requests += 1;
    const answer = await hub.transport(device).exchange(new Uint8Array(Buffer.concat(parts)));
    const bytes = answer.ok ? answer.value : new Uint8Array();
    response.setHeader('content-length', bytes.length);
    if (line.cutAt.has(line.requests)) response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    else response.end(bytes);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const transport = createHttpTransport(`http://127.0.0.1:${port}`);
  return { hub, device, line, through: { ...hub, transport: () => transport } };
}

test('[BG6] a connection that is cut in the middle of an answer costs that answer, in both directions', async () => {
  const { hub, device, line, through } = await startCutHub();
  const one = await startLife(hub);
  for (let n = 1; n <= 10; n += 1) await save(one, draftPlaybook(n));
  await sync(one);
  hub.pageSize = 6;
  const two = await startLife(through, { number: 2, device });
  for (let n = 11; n <= 13; n += 1) await save(two, draftPlaybook(n), 2);
  line.cutAt.add(3);
  const cut = await two.engine.sync();
  expect([cut.ok, line.requests]).toEqual([false, 3]);
  // Two answers of six operations are here and stay.
  expect((await two.engine.status()).waiting).toBe(0);
  expect((await two.engine.list({})).length).toBe(3 + 12 / 3);
  const rest = await sync(two);
  // All 39 came to the end, and only the six of the lost answer were sent by the hub twice.
  expect(rest).toMatchObject({ sent: 0, received: 39 - 12 });
  expect(await two.engine.list({})).toHaveLength(13);
});
