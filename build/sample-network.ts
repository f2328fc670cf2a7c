/**
 * Fills the sample network on its first run: laptops of its own enrol, and its people import, teach, use and correct what
 * assets/sample holds through the real engine. Doing it again, or going on after an interruption, changes nothing twice.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formerGrants } from '../hub/network/sample-network.ts';
import type { Grant, Role } from '../shared/domain/policy/roles.ts';
import { readDisagreements } from './sample/content.ts';
import { fillAdaptations } from './sample/fill-adaptations.ts';
import { fillAgreements } from './sample/fill-agreements.ts';
import { fillAssessment } from './sample/fill-assessment.ts';
import { fillAttendance } from './sample/fill-attendance.ts';
import { fillCertificates } from './sample/fill-certificates.ts';
import { fillCosts } from './sample/fill-costs.ts';
import { fillDecisions, fillDeletes, fillEdits, fillHeld } from './sample/fill-disagreements.ts';
import { fillExercises } from './sample/fill-exercises.ts';
import { fillPlacements } from './sample/fill-placements.ts';
import { fillPlaybooks } from './sample/fill-playbooks.ts';
import { fillReleases } from './sample/fill-releases.ts';
import { fillReviews } from './sample/fill-reviews.ts';
import { fillRuns } from './sample/fill-runs.ts';
import { dayBefore, fillTraining } from './sample/fill-training.ts';
import { momentOf } from './sample/moments.ts';
import { openLastingLaptop, openSampleLaptop, type SampleLaptop } from './sample/sample-laptop.ts';
import { createStory, type Story } from './sample/story.ts';

/** The laptops of the story and who uses them: one for each centre, as the people of the sample belong to it. */
const laptops = {
  hub: { name: 'Varenia hub, coordination desk', people: ['coordinator', 'steward'] },
  coast: { name: 'Sorrel Coast, duty room', people: ['investigator', 'translator', 'director'] },
  highlands: { name: 'Tolmara Highlands, training house', people: ['trainer', 'approver'] },
  lakes: { name: 'Perrin Lakes, centre office', people: ['reviewer'] },
} as const satisfies Readonly<Record<string, LaptopUse>>;

interface LaptopUse {
  readonly name: string;
  readonly people: readonly Role[];
}

export interface Filling {
  /** Kept from one try to the next: the laptop that writes the most goes on in it with what it could not send. */
  readonly folder: string;
  /** The day from which the story is told; today unless told. */
  readonly now?: number;
}

/** Fills what the network lacks; resolves with the number of new playbooks when the hub has everything. */
export async function fillSampleNetwork(address: string, { folder, now = Date.now() }: Filling): Promise<number> {
  const opened: SampleLaptop[] = [];
  const keep = async (laptop: SampleLaptop) => {
    opened.push(laptop);
    await laptop.sync();
    return laptop;
  };
  const keys = await mkdtemp(join(tmpdir(), 'waypost-sample-'));
  try {
    const hub = await keep(await openLastingLaptop({ folder, address, ...laptops.hub }));
    const open: OpenLaptop = async (use, ended) =>
      keep(await openSampleLaptop({ folder: keys, address, ...use, ended }));
    return await fill(hub, open, now);
  } finally {
    for (const laptop of opened) await laptop.close();
    await rm(keys, { recursive: true, force: true });
  }
}

/** Opens a laptop that knows what the hub knows, but for the roles that it should still believe in. */
type OpenLaptop = (use: LaptopUse, ended?: readonly Grant[]) => Promise<SampleLaptop>;

async function fill(hub: SampleLaptop, open: OpenLaptop, now: number): Promise<number> {
  // What an interrupted filling sent counts as here, and its day is the day of the story.
  const filledAt = (await dayBefore(hub, now)) ?? now;
  const imported = momentOf('-60 08:00', filledAt);
  const filled = await fillPlaybooks(hub, { imported, released: momentOf('-45 10:00', filledAt) });
  await fillTraining(hub, filledAt);
  await hub.sync();
  const [coast, highlands, lakes] = await Promise.all([
    open(laptops.coast),
    open(laptops.highlands),
    open(laptops.lakes),
  ]);
  const opened = { hub, coast, highlands, lakes };
  const story = createStory((role) => laptopOf(opened, role), filledAt);
  await tellWork(story);
  // Whoever reviews has seen what there is to review.
  await inStep(Object.values(opened));
  await fillReviews(story);
  await tellDisagreements(story, (name) => open({ name, people: ['guest', 'translator'] }, formerGrants));
  await inStep(Object.values(opened));
  return filled;
}

async function tellWork(story: Story): Promise<void> {
  await fillAttendance(story);
  await fillAssessment(story);
  await fillCosts(story);
  await fillPlacements(story);
  await fillCertificates(story);
  await fillRuns(story);
  await fillExercises(story);
  await fillAgreements(story);
  await fillAdaptations(story);
  await fillReleases(story);
}

async function tellDisagreements(story: Story, openUninformed: (name: string) => Promise<SampleLaptop>): Promise<void> {
  const disagreements = await readDisagreements();
  await fillEdits(story, disagreements);
  await fillDeletes(story, disagreements);
  await fillHeld(story, disagreements, openUninformed);
  await fillDecisions(story, disagreements);
}

/** Everybody sends, then hears what the others sent. */
async function inStep(opened: readonly SampleLaptop[]): Promise<void> {
  for (const laptop of [...opened, ...opened]) {
    const { notAccepted } = await laptop.sync();
    if (notAccepted > 0) throw new Error('The hub did not accept the sample.');
  }
}

function laptopOf(opened: Readonly<Record<keyof typeof laptops, SampleLaptop>>, role: Role): SampleLaptop {
  const uses: readonly (readonly [string, LaptopUse])[] = Object.entries(laptops);
  const name = uses.find(([, { people }]) => people.includes(role))?.[0] as keyof typeof laptops | undefined;
  if (name === undefined) throw new Error(`No laptop of the sample is used by the ${role}`);
  return opened[name];
}
