/**
 * What a hub still answers while 500 connections send the head of a request a byte at a time (Slowloris), from as many
 * addresses of this machine as the limit of each asks for. Whoever is cut off comes back at once.
 */
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import type { Figure, Row } from './figure.ts';
import { median, p99 } from './statistics.ts';

const name = 'slow connections';
const slow = 500;
const perAddress = 32;
/** Longer than a head may take and the clock looks for it (12 s), so that all of them are cut off once. */
const measureMs = 16_000;
const askers = 4;

export const slowConnections: Figure = {
  name,
  async measure({ runs, newFolder, say }): Promise<readonly Row[]> {
    const hub = await startHubProcess({ folder: await newFolder('hub') });
    const measured: { readonly alone: Asked; readonly beside: Asked }[] = [];
    try {
      for (let run = 1; run <= runs; run += 1) {
        say(`A hub is asked alone and beside ${slow} slow connections, ${run} of ${runs} ...`);
        const alone = await ask(hub.address);
        const crowd = openCrowd(new URL(hub.address));
        const beside = await ask(hub.address);
        say(`  ${crowd.close()} of them were cut off`);
        measured.push({ alone, beside });
      }
    } finally {
      await hub.stop();
    }
    const of = (pick: (one: (typeof measured)[number]) => number) => median(measured.map(pick));
    const [rate, base] = [of(({ beside }) => beside.rate), of(({ alone }) => alone.rate)];
    const [tail, baseTail] = [of(({ beside }) => beside.p99), of(({ alone }) => alone.p99)];
    const beside = 'the same without them';
    return [
      {
        name: `answers beside ${slow} slow connections`,
        value: rate,
        unit: 'requests/s',
        baseline: base,
        beside,
        goal: base * 0.95,
        atLeast: true,
      },
      { name: 'p99 of those answers', value: tail, unit: 'ms', baseline: baseTail, beside, goal: baseTail * 2 },
    ];
  },
};

interface Asked {
  /** Answers in a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** Asks one question after another over a few connections that stay open, as laptops do; the database answers each. */
async function ask(address: string): Promise<Asked> {
  const agent = new Agent({ keepAlive: true, maxSockets: askers });
  const times: number[] = [];
  const end = performance.now() + measureMs;
  await Promise.all(
    Array.from({ length: askers }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        await once(`${address}/healthz`, agent);
        times.push(performance.now() - began);
      }
    }),
  );
  agent.destroy();
  return { rate: (times.length * 1_000) / measureMs, p99: p99(times) };
}

function once(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`The hub answered ${answer.statusCode}.`));
      answer.resume().on('end', resolve);
    }).on('error', reject);
  });
}

function openCrowd({ hostname, port }: URL) {
  const sockets = new Set<Socket>();
  let [isOpen, cutOff] = [true, 0];
  const open = (n: number) => {
    const localAddress = `127.0.1.${1 + Math.floor(n / perAddress)}`;
    const socket = connect({ host: hostname, port: Number(port), localAddress });
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ');
    socket.on('close', () => {
      sockets.delete(socket);
      if (!isOpen) return;
      cutOff += 1;
      open(n);
    });
  };
  for (let n = 0; n < slow; n += 1) open(n);
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('1');
  }, 1_000);
  return {
    /** How many were cut off meanwhile. */
    close() {
      isOpen = false;
      clearInterval(drip);
      for (const socket of sockets) socket.destroy();
      return cutOff;
    },
  };
}
