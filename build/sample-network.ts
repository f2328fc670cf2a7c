/**
 * Fills the sample network on its first run: a device of its own enrols, imports the playbooks of assets/sample through
 * the real engine and sends them to the hub. Doing it again, or going on after an interruption, changes nothing twice.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { samplePeople, sampleScopes } from '../hub/network/sample-network.ts';
import { toHex } from '../shared/base/bytes.ts';
import { fail, ok } from '../shared/base/result.ts';
import { importPlaybooks } from '../shared/domain/cacao/import-playbooks.ts';
import { readPlaybookFile } from '../shared/domain/cacao/read-playbook-file.ts';
import type { DeviceIdentity } from '../shared/domain/identity.ts';
import { enrolAnswerSchema, enrolmentDigest } from '../shared/protocol/enrolment.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import { type Engine, startEngine } from '../shared/sync/engine.ts';
import { createMemoryJournal } from '../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../shared/sync/memory-store.ts';
import type { Transport } from '../shared/sync/ports.ts';
import { inProject } from './project-root.ts';

const clock = { now: () => Date.now() };
const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };

/** Imports what the network lacks; resolves with the number of playbooks when the hub holds them. */
export async function fillSampleNetwork(address: string): Promise<number> {
  const engine = await enrolledEngine(address);
  try {
    // What an interrupted run sent before counts as here.
    await syncOrThrow(engine);
    const files = await readSampleFiles();
    let filled = 0;
    for (const file of files) filled += await importFile(engine, file.name, file.bytes);
    await syncOrThrow(engine);
    return filled;
  } finally {
    await engine.close();
  }
}

async function readSampleFiles() {
  const folder = inProject('assets', 'sample');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(`${folder}/${name}`)) })));
}

async function importFile(engine: Engine, name: string, bytes: Uint8Array): Promise<number> {
  const reading = readPlaybookFile(name, bytes);
  const author = samplePeople.coordinator.person;
  const settings = { scope: sampleScopes.doctrine.id, author, clock, random };
  const imported = await importPlaybooks(engine, reading, bytes, settings);
  if (!imported.ok) throw new Error(`The sample playbook ${name} could not be saved: ${imported.failure.kind}`);
  if (imported.value.length === 0) throw new Error(`The sample playbook ${name} cannot be used: ${reading.status}`);
  return imported.value.filter(({ kind }) => kind === 'new').length;
}

async function syncOrThrow(engine: Engine): Promise<void> {
  const synced = await engine.sync();
  if (!synced.ok) throw new Error(`The sample network could not be filled: ${synced.failure.kind}`);
  if (synced.value.notAccepted > 0) throw new Error('The hub did not accept the sample playbooks.');
}

async function enrolledEngine(address: string): Promise<Engine> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = toHex(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)));
  const signBytes = (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey));
  const identity = await enrol(address, key, signBytes);
  const started = await startEngine({
    store: createMemoryStore(),
    journal: createMemoryJournal(),
    transport: httpTransport(address),
    signer: { sign: async (bytes) => signBytes(bytes) },
    clock,
    random,
    identity,
  });
  if (!started.ok) throw new Error(`The sample network could not be filled: ${started.failure.kind}`);
  return started.value;
}

async function enrol(
  address: string,
  publicKey: string,
  signBytes: (bytes: Uint8Array) => Uint8Array,
): Promise<DeviceIdentity> {
  const { code } = (await postJson(`${address}/sample/code`, {})) as { code: string };
  const proof = toHex(signBytes(enrolmentDigest(code)));
  const request = { protocol: PROTOCOL_VERSION, code, publicKey, deviceName: 'Sample content', proof };
  return enrolAnswerSchema.parse(await postJson(`${address}/enrol`, request)).identity;
}

async function postJson(address: string, body: unknown): Promise<unknown> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The sample hub answered ${answer.status} at ${new URL(address).pathname}.`);
  return answer.json();
}

function httpTransport(address: string): Transport {
  return {
    async exchange(request) {
      try {
        const answer = await fetch(`${address}/sync`, {
          method: 'POST',
          headers: { 'content-type': 'application/waypost-frames' },
          body: request as Uint8Array<ArrayBuffer>,
        });
        if (!answer.ok) return fail({ kind: 'hub-failed', status: answer.status });
        return ok(new Uint8Array(await answer.arrayBuffer()));
      } catch {
        return fail({ kind: 'hub-unreachable' });
      }
    },
  };
}
