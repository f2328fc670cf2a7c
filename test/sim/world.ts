/**
 * A simulated network: the real engine and the real decisions of the hub, one seed for everything, faults at every
 * border. A world runs, heals, settles, and is then judged by verdict.ts.
 */

import type { LogEntry } from '../../hub/sync/hub-store.ts';
import type { OperationId } from '../../shared/base/ids.ts';
import type { Clock } from '../../shared/base/ports.ts';
import { scopeOfPage } from '../../shared/protocol/page.ts';
import { decodeReply, type ReplyParts } from '../../shared/protocol/sync-reply.ts';
import { editionNames } from '../support/editions.ts';
import { compacts } from './compacting.ts';
import { isSample, streamOfErasures } from './erasures.ts';
import { createHubNode, type HubNode, tinyPacks } from './hub-node.ts';
import { forgetWhatIsGone, handleImages, streamOfImages } from './images.ts';
import { createLaptop, type Laptop } from './laptop.ts';
import type { Weather } from './link.ts';
import { loseLaptops, streamOfLosses } from './losses.ts';
import { endMixture, evolve, hubBecomes, type MixedEditions, streamOfEditions } from './mixed-editions.ts';
import { streamOfMoves } from './moves.ts';
import { meetAll, meetInRoom, type Rooms, roomsOf } from './rooms.ts';
import { type Seeded, seeded } from './seeded.ts';
import { createTrace, type Trace } from './trace.ts';
import { goBackUntold, noteLost, type Silence, silenceOf, unnoticedIn } from './untold.ts';
import { judge, type Verdict } from './verdict.ts';

export interface World {
  readonly seed: number;
  readonly random: Seeded;
  /** Decides about moves between scopes; null in worlds without. */
  readonly moves: Seeded | null;
  /** Decides about decisions on held work; null in worlds where nobody makes any. */
  readonly stewards: Seeded | null;
  /** Decides about erasures; null in worlds where nobody erases anybody. */
  readonly erasers: Seeded | null;
  /** Which editions run, and how they change; null in worlds of one. */
  readonly mixed: MixedEditions | null;
  /** Decides about disk images; null in worlds where none comes back. */
  readonly images: Seeded | null;
  /** Decides which answers are torn; null in worlds where only those with packs are. */
  readonly tears: Seeded | null;
  /** Laptops that meet without a hub; null in worlds where none do. */
  readonly rooms: Rooms | null;
  /** Decides which laptops are lost for good, and which are revoked; null in worlds where none is. */
  readonly losses: Seeded | null;
  readonly trace: Trace;
  readonly hub: HubNode;
  readonly laptops: Laptop[];
  readonly weather: Weather;
  /** Every operation that some device called saved. */
  readonly saved: Map<OperationId, string>;
  /** The record that each of them was about, or the first of them where an action was about several. */
  readonly recordOf: Map<OperationId, string>;
  /** What was gone with the hub's lost day or a laptop's newer disk, since nobody else held it: others may have superseded it before. */
  readonly gone: Set<OperationId>;
  /** Whether the hub ever lost a day: what was decided in it may be decided anew ([HB12]). */
  wasRestored: boolean;
  /** Puts the hub's last backup back; null before there is one. */
  restore: (() => Promise<void>) | null;
  /** Days that the hub lost without a word; null in worlds where it always says so. */
  readonly silence: Silence | null;
  /** Whether values are let go and laptops retire here. */
  readonly compacts: boolean;
  /** Values that were let go. */
  letGo: number;
  /** Values that were let go too early ([CP3]). */
  readonly tooEarly: string[];
  /** What the hub sent to people who held no role there. */
  readonly leaks: string[];
  /** Sees every answer that leaves the hub for these people, while it is made. */
  readonly watch: (persons: readonly string[], made: Promise<Uint8Array | null>) => Promise<Uint8Array | null>;
  /** Milliseconds of the one true clock; devices see it through skewed ones. */
  now: number;
}

export interface Outcome extends Verdict {
  readonly seed: number;
  readonly saved: number;
  readonly exchanges: number;
  /** Values that were let go. */
  readonly letGo: number;
  /** Packs that came to laptops. */
  readonly packs: number;
  readonly deaths: number;
  /** Meetings of laptops in a room that came to an end. */
  readonly meetings: number;
  readonly trace: string;
  readonly tail: readonly string[];
}

const tenYears = 10 * 365 * 86_400_000;
const halfAYear = tenYears / 20;

/** Runs one seed from start to verdict. A run in which nothing was saved or exchanged is a fault of the simulator. */
export async function runWorld(seed: number, steps = 60): Promise<Outcome> {
  const world = await createWorld(seed);
  for (let i = 0; i < steps; i++) {
    world.now += world.random.below(600_000);
    await step(world);
  }
  const settled = await heal(world);
  const verdict = await judge(world, settled);
  const exchanges = world.laptops.reduce((sum, laptop) => sum + laptop.exchanges(), 0);
  const packs = world.laptops.reduce((sum, laptop) => sum + laptop.packs(), 0);
  const deaths = world.laptops.reduce((sum, laptop) => sum + laptop.deaths(), 0);
  if (world.saved.size === 0 || exchanges === 0) throw new Error(`Seed ${seed} did nothing`);
  const trace = world.trace.hash();
  return {
    seed,
    ...verdict,
    saved: world.saved.size,
    letGo: world.letGo,
    exchanges,
    packs,
    deaths,
    meetings: world.rooms?.meetings ?? 0,
    trace,
    tail: world.trace.tail(),
  };
}

async function createWorld(seed: number): Promise<World> {
  const random = seeded(seed);
  const trace = createTrace();
  const world = {
    seed,
    random,
    moves: streamOfMoves(seed),
    // A stream of its own, so that the other worlds stay as they were.
    stewards: seed % 3 === 1 ? seeded(seed ^ 0x5eed) : null,
    erasers: streamOfErasures(seed),
    mixed: streamOfEditions(seed),
    images: streamOfImages(seed),
    tears: seed % 16 === 9 ? seeded(seed + 0x7ea25) : null,
    rooms: roomsOf(seed),
    losses: streamOfLosses(seed),
    trace,
    laptops: [] as Laptop[],
    saved: new Map<string, string>(),
    recordOf: new Map<string, string>(),
    gone: new Set<string>(),
    leaks: [] as string[],
    compacts: compacts(seed),
    letGo: 0,
    tooEarly: [] as string[],
    wasRestored: false,
    restore: null as (() => Promise<void>) | null,
    silence: silenceOf(seed),
    now: 1_780_000_000_000,
  };
  const retireAfter = world.compacts ? soonRetired : undefined;
  const hub = await createHubNode(random.fork(), { now: () => world.now }, tinyPacks, {
    retireAfter,
    sample: isSample(seed),
    withdraws: world.rooms !== null,
  });
  const weather = { drop: 0.15, duplicate: 0.1, replay: 0.1, busy: 0.1, cut: 0.2, garble: 0.1 };
  const watch = async (persons: readonly string[], made: Promise<Uint8Array | null>) => {
    // What the request of a process that died meanwhile is given is judged by what held when it was made.
    const [before, lookedAfter] = [await hub.readable(persons), await hub.overseen(persons)];
    const answer = await made;
    const readable = new Set([...before, ...(await hub.readable(persons))]);
    const overseen = new Set([...lookedAfter, ...(await hub.overseen(persons))]);
    const reply = answer === null ? null : decodeReply(answer);
    if (!reply?.ok) return answer;
    for (const { scope } of reply.value.message.glance?.held ?? [])
      if (!overseen.has(scope)) world.leaks.push(`what is held in ${scope} was sent to ${persons}`);
    for (const { scope } of reply.value.message.glance?.members ?? [])
      if (!overseen.has(scope)) world.leaks.push(`who holds roles in ${scope} was told to ${persons}`);
    for (const scope of scopesIn(reply.value))
      if (!readable.has(scope)) world.leaks.push(`${scope} was sent to ${persons}`);
    return answer;
  };
  const whole: World = Object.assign(world, { hub, weather, watch });
  if (world.mixed !== null) await hubBecomes(whole, world.mixed, world.mixed.hub);
  for (let i = 0; i < 3; i++) {
    const persons = [0, 1].map((n) => hub.people[(i + n) % hub.people.length] as string);
    const { identity, publicKey } = await hub.enrol(`laptop ${i}`, persons);
    const edition = world.mixed?.random.pick(editionNames) ?? 'today';
    // Two in three, and nothing is drawn for it. What it makes is of today's edition.
    const prepares = i % 2 === 0 && world.mixed === null;
    const setup = { name: `laptop ${i}`, identity, publicKey, clock: skewed(whole), edition, prepares };
    whole.laptops.push(createLaptop(whole, setup));
  }
  // Who was never certified shows nothing in a room.
  for (const laptop of whole.rooms === null ? [] : whole.laptops)
    for (let tries = 0; tries < 3 && ['died', 'failed'].includes(await laptop.sync()); tries++);
  return whole;
}

/** A clock that is wrong by up to ten years either way, or by months, and jumps. */
function skewed(world: World): Clock & { jump(): void } {
  // Where laptops meet it is mostly hours: whoever is years off is refused there ([DC4]), and nothing would happen in most rooms.
  const wrong = (way: number) => (world.rooms === null ? way * tenYears : way ** 15 * halfAYear);
  const draw = () => (world.random.chance(0.5) ? 0 : Math.floor(wrong(world.random.next() * 2 - 1)));
  let offset = draw();
  return {
    now: () => Math.max(0, world.now + offset),
    jump: () => {
      offset = draw();
    },
  };
}

async function step(world: World): Promise<void> {
  const { random } = world;
  if (world.losses !== null) await loseLaptops(world, world.losses);
  const laptop = random.pick(world.laptops);
  const dice = random.next();
  if (world.compacts && random.chance(0.15)) await compact(world);
  if (random.chance(0.06)) world.restore = world.hub.backUp();
  if (world.stewards?.chance(0.2) === true) await decideHeld(world, world.stewards, laptop);
  if (world.erasers?.chance(0.25) === true) await laptop.erase(world.erasers);
  if (world.mixed !== null) await evolve(world, world.mixed, laptop);
  if (world.images !== null) await handleImages(world, world.images, laptop);
  if (world.silence !== null) await goBackUntold(world, world.silence);
  if (world.rooms !== null) await meetInRoom(world, world.rooms, laptop);
  if (dice < 0.48) await laptop.edit();
  else if (dice < 0.78) await laptop.sync();
  else if (dice < 0.84) laptop.kill();
  else if (dice < 0.87) laptop.loseStore();
  else if (dice < 0.89) laptop.jumpClock();
  else if (dice < 0.91 && world.laptops.length < 5) world.laptops.push(await laptop.clone());
  else if (dice < 0.94) await changeRoles(world);
  else if (dice < 0.97) await moveAccess(world, laptop);
  else if (dice < 0.982) await restoreHub(world);
  else if (dice < 0.99) await laptop.rot();
  else await laptop.check();
}

/** Milliseconds without a word after which a laptop is retired, where laptops retire. */
const soonRetired = 25 * 60_000;

/** The hub lets go of values, and is watched: no laptop in use that may read them may lack what superseded them. */
async function compact(world: World): Promise<void> {
  const gone = await world.hub.compact();
  const count = [...gone.values()].reduce((sum, { length }) => sum + length, 0);
  world.letGo += count;
  world.trace.add(`the hub lets go of ${count} values`);
  if (count === 0) return;
  for (const laptop of world.laptops) {
    // Of two machines on one disk image the hub cannot know how far each is ([DV3]), nor of one that went back to an older image.
    const isAlone = world.laptops.filter(({ device }) => device === laptop.device).length === 1 && !laptop.isOutdated();
    const isRevoked = world.losses !== null && (await world.hub.isRevoked(laptop.device));
    const isInUse = !isRevoked && (await world.hub.retiredSince(laptop.device)) === null;
    if (isAlone && isInUse) world.tooEarly.push(...(await lackedBy(world, laptop, gone)));
  }
}

/** Values that were let go although a laptop has not read what superseded them, or still builds on them. */
async function lackedBy(
  { hub, silence }: World,
  laptop: Laptop,
  gone: ReadonlyMap<string, readonly LogEntry[]>,
): Promise<string[]> {
  const readable = await hub.readable(laptop.persons);
  const state = await laptop.reading();
  const lacked: string[] = [];
  for (const [scope, entries] of gone) {
    if (!readable.has(scope)) continue;
    const log = await hub.log(scope);
    const placed = new Set(silence?.wentBack === true ? log.map(({ operation }) => operation.id) : []);
    // Whom a hub that went back without a word let begin anew has passed what is here, wherever its cursor stands, and offers no new work.
    const held = await state.held([...placed]);
    const read = log.filter(({ seq, operation }) => seq <= (state.cursors.get(scope) ?? 0) || held.has(operation.id));
    const passed = new Set(read.flatMap(({ operation }) => operation.supersedes));
    const made = state.waiting.filter(({ id }) => !placed.has(id));
    const builtOn = new Set(made.flatMap(({ supersedes }) => supersedes));
    for (const { operation } of entries) {
      if (!passed.has(operation.id)) lacked.push(`${operation.id}, which ${laptop.name} has not passed, was let go`);
      else if (builtOn.has(operation.id)) lacked.push(`${operation.id}, on which ${laptop.name} builds, was let go`);
    }
  }
  return lacked;
}

/** Somebody who looks after the scopes decides about held work: on the page, or on a laptop with or without a link. */
async function decideHeld({ hub, trace }: World, stewards: Seeded, laptop: Laptop): Promise<void> {
  if (stewards.chance(0.5)) return laptop.decide(stewards);
  const person = stewards.pick(hub.people);
  trace.add(`${person} ${await hub.decide(person, stewards)}`);
}

/** Somebody loses or regains the right to write in a scope, while laptops that do not know it go on. */
async function changeRoles({ random, hub, trace }: World): Promise<void> {
  const person = random.pick(hub.people);
  const scope = random.pick(hub.scopes);
  const roles = random.chance(0.5) ? (['guest'] as const) : (['steward', 'investigator'] as const);
  trace.add(`roles ${person} ${roles[0]}`);
  await hub.setRoles(person, scope, roles);
}

/** Everyone on a laptop loses a scope, or has it again, while the laptop works on and hears of it later ([SC1], [SC6]). */
async function moveAccess({ random, hub, trace }: World, laptop: Laptop): Promise<void> {
  const scope = random.pick(hub.scopes);
  const roles = random.chance(0.6) ? [] : (['steward', 'investigator'] as const);
  trace.add(`${laptop.name} ${roles.length === 0 ? 'loses' : 'gains'} ${scope}`);
  for (const person of laptop.persons) await hub.setRoles(person, scope, roles);
}

/** The hub is put back to its last backup, and work goes on from there. What no laptop holds is gone. */
async function restoreHub(world: World): Promise<void> {
  const { trace, mixed } = world;
  if (world.restore === null) return;
  const before = await world.hub.knows();
  await world.restore();
  world.wasRestored = true;
  trace.add('the hub is restored');
  if (world.silence !== null) await noteLost(world, world.silence, before);
  if (mixed !== null) await hubBecomes(world, mixed, mixed.hub);
  await forgetWhatIsGone(world, before);
}

/** Scopes of which an answer holds anything. */
function scopesIn(reply: ReplyParts): string[] {
  const { scopes, differs = [], sums = [], shortSums = [], packs = [] } = reply.message;
  const repaired = [...reply.repairs, ...reply.packs].flatMap((payload) => {
    const scope = scopeOfPage(payload);
    return scope.ok ? [scope.value] : [];
  });
  return [
    ...new Set([...[...scopes, ...differs, ...sums, ...shortSums, ...packs].map(({ scope }) => scope), ...repaired]),
  ];
}

/** Ends the faults and lets everyone sync until nobody has anything to say. False when that never comes. */
async function heal(world: World): Promise<boolean> {
  Object.assign(world.weather, { drop: 0, duplicate: 0, replay: 0, busy: 0, cut: 0, garble: 0 });
  if (world.rooms !== null) Object.assign(world.rooms.air, { drop: 0, double: 0, tear: 0, late: 0, busy: 0 });
  for (const laptop of world.laptops) laptop.becomeImmortal();
  await endMixture(world);
  // Who died of an earlier fault, while the store still took over what was saved, finds out now and checks once more.
  for (const laptop of world.laptops) (await laptop.check()) || (await laptop.check());
  const settled = (await settle(world)) && (await stayApart(world));
  if (world.silence?.wentBack !== true) return settled;
  world.silence.unnoticed.push(...(await unnoticedIn(world, world.silence)));
  // What a laptop handed over, and put away with its scope since, is gone with the day of which nobody said that it is lost.
  await forgetWhatIsGone(world, world.silence.lost);
  world.trace.add('somebody says that the hub was restored');
  await world.hub.sayRestored();
  return (await settle(world)) && settled;
}

/** Who has met the hub gives nobody in the room what was purged, erased or answered for; what comes all the same is judged with the rest. */
async function stayApart(world: World): Promise<boolean> {
  if (world.rooms === null) return true;
  const received = await meetAll(world);
  world.trace.add(`${received} changes come in the room after all`);
  return received === 0 || (await settle(world));
}

/** Everyone syncs until nobody has anything to say. False when that never comes. */
async function settle(world: World): Promise<boolean> {
  // Once in a run of its program a revoked laptop hands over what it has ([RV5]); a hub that was restored since has lost it.
  if (world.losses !== null)
    for (const laptop of world.laptops) if (await world.hub.isRevoked(laptop.device)) laptop.kill();
  for (let round = 0; round < 12; round++) {
    let quiet = true;
    for (const laptop of world.laptops) quiet = (await laptop.sync()) === 'nothing new' && quiet;
    if (quiet) return true;
  }
  return false;
}
