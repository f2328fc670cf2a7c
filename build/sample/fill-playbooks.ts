/** The playbooks of the sample: imported as anybody's files are, then brought to their standing. */
import { readdir, readFile } from 'node:fs/promises';
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import { importPlaybooks } from '../../shared/domain/cacao/import-playbooks.ts';
import { readPlaybookFile } from '../../shared/domain/cacao/read-playbook-file.ts';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { inProject } from '../project-root.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { storyScope } from './story.ts';

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

/** Imports what the laptop lacks, at the moments given; resolves with the number of playbooks that are new. */
export async function fillPlaybooks(
  laptop: SampleLaptop,
  moments: { readonly imported: number; readonly released: number },
): Promise<number> {
  let filled = 0;
  for (const file of await readPlaybookFiles()) {
    const here = await alreadyHere(laptop, file);
    const imported = here ?? (await laptop.clock.at(moments.imported, () => importFile(laptop, file)));
    for (const { playbook: id } of imported) await setStanding(laptop, id, file.name, moments.released);
    filled += imported.filter(({ kind }) => kind === 'new').length;
  }
  return filled;
}

interface PlaybookFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function readPlaybookFiles(): Promise<readonly PlaybookFile[]> {
  const folder = inProject('assets', 'sample');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(`${folder}/${name}`)) })));
}

/** The playbook of this very edition, however it was edited since: a second import would keep a copy beside it. */
async function alreadyHere({ engine }: SampleLaptop, { bytes }: PlaybookFile) {
  const { id, modified } = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly id: string;
    readonly modified: string;
  };
  const query = { type: 'playbook', where: { cacaoId: id, cacaoModified: modified }, withDeleted: true };
  const found = await engine.list(query);
  return found.length === 0 ? null : found.map((entry) => ({ kind: 'already-here', playbook: entry.id }) as const);
}

async function importFile({ engine, clock, random }: SampleLaptop, { name, bytes }: PlaybookFile) {
  const reading = readPlaybookFile(name, bytes);
  const settings = { scope: storyScope, author: samplePeople.coordinator.person, clock, random };
  const imported = await importPlaybooks(engine, reading, bytes, settings);
  if (!imported.ok) throw new Error(`The sample playbook ${name} could not be saved: ${imported.failure.kind}`);
  if (imported.value.length === 0) throw new Error(`The sample playbook ${name} cannot be used: ${reading.status}`);
  return imported.value;
}

/** Gives a playbook its standing, unless somebody moved it on from where imports begin. */
async function setStanding(laptop: SampleLaptop, id: RecordId, name: string, at: number): Promise<void> {
  const state = await laptop.state(id);
  const wanted = standing[name];
  if (wanted === undefined || viewOf(playbook, state).state !== 'draft') return;
  await laptop.save('coordinator', at, setFields(playbook, state, wanted));
}
