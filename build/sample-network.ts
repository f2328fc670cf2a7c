/**
 * Fills the sample network on its first run: a device of its own enrols, imports the playbooks of assets/sample through
 * the real engine and sends them to the hub. Doing it again, or going on after an interruption, changes nothing twice.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolDevice } from '../headless/enrolment.ts';
import { type HeadlessDevice, openHeadlessDevice } from '../headless/headless-device.ts';
import { samplePeople, sampleScopes } from '../hub/network/sample-network.ts';
import { type ImportedPlaybook, importPlaybooks } from '../shared/domain/cacao/import-playbooks.ts';
import { readPlaybookFile } from '../shared/domain/cacao/read-playbook-file.ts';
import { setFields } from '../shared/domain/edit.ts';
import { playbook } from '../shared/domain/playbook.ts';
import { viewOf } from '../shared/domain/view.ts';
import type { Engine } from '../shared/sync/engine.ts';
import { inProject } from './project-root.ts';

/** How far each sample has come. An import begins as a draft; a file that is not named here stays one. */
const standing: Readonly<Record<string, { readonly state: string; readonly releaseNumber?: string }>> = {
  'bomb-threat-by-telephone.json': { state: 'released', releaseNumber: '4.2' },
  'chemical-release-first-hour.json': { state: 'approved' },
  'crowd-evacuation-of-a-venue.json': { state: 'released', releaseNumber: '3.0' },
  'cyber-incident-at-a-call-centre.json': { state: 'released', releaseNumber: '2.0' },
  'evidence-handed-over-at-the-border.json': { state: 'released', releaseNumber: '2.1' },
  'families-of-victims-first-48-hours.json': { state: 'in-review' },
  'mass-casualty-coordination.json': { state: 'released', releaseNumber: '5.0' },
  'preserve-electronic-records-abroad.json': { state: 'released', releaseNumber: '1.4' },
  'suspicious-mail.json': { state: 'released', releaseNumber: '6.1' },
  'threat-against-a-school.json': { state: 'released', releaseNumber: '1.3' },
  'unattended-item-transport-hub.json': { state: 'released', releaseNumber: '3.2' },
};

const author = samplePeople.coordinator.person;

/** Imports what the network lacks; resolves with the number of playbooks when the hub holds them. */
export async function fillSampleNetwork(address: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-sample-'));
  try {
    return await fillFrom(await openSampleDevice(folder, address, 'Sample content'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fillFrom(device: HeadlessDevice): Promise<number> {
  try {
    // What an interrupted run sent before counts as here.
    await syncOrThrow(device.engine);
    const files = await readSampleFiles();
    let filled = 0;
    for (const file of files) {
      const imported = await importFile(device, file.name, file.bytes);
      for (const each of imported) await setStanding(device.engine, each, file.name);
      filled += imported.filter(({ kind }) => kind === 'new').length;
    }
    await syncOrThrow(device.engine);
    return filled;
  } finally {
    await device.close();
  }
}

async function readSampleFiles() {
  const folder = inProject('assets', 'sample');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(`${folder}/${name}`)) })));
}

async function importFile({ engine, clock, random }: HeadlessDevice, name: string, bytes: Uint8Array) {
  const reading = readPlaybookFile(name, bytes);
  const settings = { scope: sampleScopes.doctrine.id, author, clock, random };
  const imported = await importPlaybooks(engine, reading, bytes, settings);
  if (!imported.ok) throw new Error(`The sample playbook ${name} could not be saved: ${imported.failure.kind}`);
  if (imported.value.length === 0) throw new Error(`The sample playbook ${name} cannot be used: ${reading.status}`);
  return imported.value;
}

/** Gives a playbook its standing, unless somebody moved it on from where imports begin. */
async function setStanding(engine: Engine, imported: ImportedPlaybook, name: string): Promise<void> {
  const [state] = await engine.open([imported.playbook]);
  const wanted = standing[name];
  if (state === undefined || wanted === undefined || viewOf(playbook, state).state !== 'draft') return;
  const drafts = setFields(playbook, state, wanted);
  const saved = drafts.ok ? await engine.apply(author, drafts.value) : drafts;
  if (!saved.ok) throw new Error(`The sample playbook ${name} could not be released: ${saved.failure.kind}`);
}

async function syncOrThrow(engine: Engine): Promise<void> {
  const synced = await engine.sync();
  if (!synced.ok) throw new Error(`The sample network could not be filled: ${synced.failure.kind}`);
  if (synced.value.notAccepted > 0) throw new Error('The hub did not accept the sample playbooks.');
}

/** A device of the sample network in a new folder, with a profile for every role. */
export async function openSampleDevice(folder: string, address: string, deviceName: string): Promise<HeadlessDevice> {
  const code = await askForCode(address);
  const enrolled = await enrolDevice(folder, { address, code, deviceName });
  const opened = enrolled.ok ? await openHeadlessDevice(folder) : enrolled;
  if (opened.ok) return opened.value;
  throw new Error(`${deviceName} does not open: ${opened.failure.kind}`);
}

async function askForCode(address: string): Promise<string> {
  const answer = await fetch(`${address}/sample/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`The sample hub answered ${answer.status} when it was asked for a code.`);
  return ((await answer.json()) as { code: string }).code;
}
