/** A device with the real engine and its memory for a disk: many of them fit into one process. */
import { Agent, request as ask } from 'node:http';
import { enrolDevice } from '../../../headless/enrolment.ts';
import { systemClock, systemRandom } from '../../../headless/headless-device.ts';
import { openKeyFile } from '../../../headless/key-file.ts';
import { verifySignature } from '../../../hub/http/verify-signature.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { type Engine, startEngine } from '../../../shared/sync/engine.ts';
import type { SyncReport } from '../../../shared/sync/engine-api.ts';
import { createMemoryJournal } from '../../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../../shared/sync/memory-store.ts';
import type { Store, Transport } from '../../../shared/sync/ports.ts';

export interface LightDevice {
  readonly engine: Engine;
  readonly store: Store;
  /** Its id. */
  readonly device: string;
  save(drafts: readonly OperationDraft[]): Promise<void>;
  /** One sync; throws when it fails. */
  sync(): Promise<SyncReport>;
  close(): Promise<void>;
}

export interface LightLine {
  /** The loopback address that it connects from. */
  readonly from?: string;
  /** Another line than one of its own to the hub where it was enrolled. */
  readonly transport?: Transport;
}

/** Enrols with a code; `folder` takes its key. */
export async function openLightDevice(
  folder: string,
  address: string,
  code: string,
  { from = '127.0.0.1', transport }: LightLine = {},
): Promise<LightDevice> {
  const enrolled = await enrolDevice(folder, { address, code, deviceName: 'Bench' });
  if (!enrolled.ok) throw new Error(`enrol: ${enrolled.failure.kind}`);
  const { identity } = enrolled.value;
  const agent = new Agent({ keepAlive: true, localAddress: from });
  const store = createMemoryStore();
  const started = await startEngine({
    store,
    journal: createMemoryJournal(),
    transport: transport ?? transportTo(address, agent),
    signer: await openKeyFile(`${folder}/device-key`),
    verify: verifySignature,
    clock: systemClock,
    random: systemRandom,
    unasked: true,
    identity,
  });
  if (!started.ok) throw new Error(started.failure.kind);
  const engine = started.value;
  const author = identity.profiles[0]?.person ?? '';
  return {
    engine,
    store,
    device: identity.device,
    async save(drafts) {
      const saved = await engine.apply(author, drafts);
      if (!saved.ok) throw new Error(saved.failure.kind);
    },
    async sync() {
      const report = await engine.sync();
      if (!report.ok) throw new Error(JSON.stringify(report.failure));
      return report.value;
    },
    async close() {
      agent.destroy();
      await engine.close();
    },
  };
}

/** Each device holds a connection of its own, as laptops do. */
function transportTo(address: string, agent: Agent): Transport {
  return { exchange: (body) => post(new URL('/sync', address), agent, body) };
}

/** Hundreds of devices share one thread here: the hub closes connections that wait for it, and then it is asked anew, as the app does. */
function post(address: URL, agent: Agent, body: Uint8Array, isAgain = false): ReturnType<Transport['exchange']> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/waypost-frames', 'content-length': body.length };
    const asked = ask(address, { method: 'POST', agent, headers }, async (answer) => {
      const parts: Buffer[] = [];
      try {
        for await (const part of answer) parts.push(part as Buffer);
      } catch {
        return resolve(fail({ kind: 'hub-unreachable' }));
      }
      const { statusCode: status = 0 } = answer;
      if (status !== 200) resolve(fail({ kind: 'hub-failed', status }));
      else resolve(ok(new Uint8Array(Buffer.concat(parts))));
    });
    asked.on('error', () => {
      const wasClosed = asked.reusedSocket && !isAgain;
      resolve(wasClosed ? post(address, agent, body, true) : fail({ kind: 'hub-unreachable' }));
    });
    asked.end(body);
  });
}
