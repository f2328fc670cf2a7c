/** One laptop of a simulated world: a disk, a clock that lies, and a process that may die at any boundary. */
import type { OperationId } from '../../shared/base/ids.ts';
import type { Clock } from '../../shared/base/ports.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import { everything } from '../../shared/sync/ports.ts';
import type { EditionName } from '../support/editions.ts';
import { createDisk, type Disk } from './disk.ts';
import { randomDecision, randomEdit } from './edits.ts';
import { randomErasure } from './erasures.ts';
import { failing, fillingUp, mortalLines, overlay } from './failing-ports.ts';
import { fakeSign, fakeVerify } from './fake-signing.ts';
import { createLink, type Link } from './link.ts';
import { newerThan, randomNovelty } from './mixed-editions.ts';
import { createLife, type Life } from './mortal.ts';
import { randomMove } from './moves.ts';
import { holdsNoneIn, prepare } from './ready.ts';
import { linesOf } from './rooms.ts';
import type { Seeded } from './seeded.ts';
import { editionsIn } from './simulated-edition.ts';
import type { World } from './world.ts';

export interface Laptop {
  readonly name: string;
  /** Who works on it. */
  readonly persons: readonly string[];
  readonly device: string;
  edit(): Promise<void>;
  /** Somebody on it decides about held work that it heard of, if it did. */
  decide(stewards: Seeded): Promise<void>;
  /** Somebody on it asks for an erasure, or answers one. */
  erase(erasers: Seeded): Promise<void>;
  /** Somebody on it writes what editions before its own do not know. */
  writeNew(random: Seeded): Promise<void>;
  /** The next edition is installed; the next action starts it. */
  upgrade(): void;
  /** Whether the sync moved anything. */
  sync(): Promise<'died' | 'failed' | 'moved' | 'nothing new'>;
  /** Calls another laptop in the room; how many changes came. */
  meet(name: string): Promise<number>;
  /** The answer to a message of another laptop; null when it died of it. */
  answerRoom(exported: Uint8Array, message: Uint8Array): Promise<Uint8Array | null>;
  /** SIGKILL now; the next action starts it again. */
  kill(): void;
  loseStore(): void;
  /** A row of the store rots while nobody looks. */
  rot(): Promise<void>;
  /** Checks the disk, as every laptop does once a day ([VR6]). False when it died before the end. */
  check(): Promise<boolean>;
  jumpClock(): void;
  /** A second machine on a copy of this disk. */
  clone(): Promise<Laptop>;
  /** Somebody keeps an image of its disk. */
  keepImage(): Promise<void>;
  /**
   * The image is put back over what its disk holds now, program included. Gives what it held of these operations before; null when
   * there is no image.
   */
  putBack(ids: readonly string[]): Promise<ReadonlySet<string> | null>;
  /** Whether its disk is older than what the hub heard of it: it was put back, and the hub has not heard since how far it is. */
  isOutdated(): boolean;
  /** Which of these operations it holds once it has started again; it does not start for that. */
  holds(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** How far it has read once it has started again, and what its waiting work supersedes; it does not start for that. */
  reading(): Promise<Reading>;
  becomeImmortal(): void;
  /** The engine, started when it is not running. Null when it died in starting. */
  engine(): Promise<Engine | null>;
  readonly disk: Disk;
  exchanges(): number;
  packs(): number;
  deaths(): number;
}

interface Process {
  readonly engine: Engine;
  readonly life: Life;
  readonly link: Link;
}

interface Reading {
  readonly cursors: ReadonlyMap<string, number>;
  readonly waiting: readonly StoredOperation[];
  /** Which of these are here. */
  held(ids: readonly OperationId[]): Promise<ReadonlySet<OperationId>>;
}

export interface LaptopSetup {
  readonly name: string;
  readonly identity: DeviceIdentity;
  readonly publicKey: Uint8Array;
  readonly clock: Clock & { jump(): void };
  readonly disk?: Disk;
  /** Today's unless told. */
  readonly edition?: EditionName;
  /** Whether it has another thread that makes packs ready. */
  readonly prepares?: boolean;
}

/** How likely a process is to die at each crossing of a port. */
const deathRate = 0.004;

export function createLaptop(world: World, setup: LaptopSetup): Laptop {
  const { random, trace } = world;
  const disk = setup.disk ?? createDisk(setup.edition);
  const past: Uint8Array[] = [];
  const persons = setup.identity.profiles.map(({ person }) => person);
  let running: Process | null = null;
  let starting: Promise<Process | null> | null = null;
  let rate = deathRate;
  let exchanges = 0;
  let packs = 0;
  let deaths = 0;
  let image: (() => Promise<void>) | null = null;
  let outdated = false;

  const edition = () => editionsIn(world.seed)[disk.program.edition];

  const stop = (why: string): void => {
    exchanges += running?.link.exchanges() ?? 0;
    packs += running?.link.packs() ?? 0;
    running?.life.kill();
    running = null;
    deaths += 1;
    trace.add(`${setup.name} ${why}`);
  };

  /** In a room two may wait for it, one of them a caller that did not live to hear the answer: they wait for one process. */
  const start = (): Promise<Process | null> => {
    if (world.rooms === null) return begin();
    starting ??= begin().finally(() => {
      starting = null;
    });
    return starting;
  };

  const begin = async (): Promise<Process | null> => {
    if (running !== null) return running;
    const life = createLife(random, () => rate);
    const link = createLink(world, { persons, device: setup.identity.device }, past, () => edit());
    const mortal = life.wrap(failing(disk.store, random, () => rate));
    const store = setup.prepares === true ? overlay(mortal, { holdsNone: holdsNoneIn(disk.store) }) : mortal;
    const opened = await life.outlive(
      startEngine({
        store,
        ...(setup.prepares === true ? { identify: prepare } : {}),
        journal: life.wrap(fillingUp(disk.journal, random, () => rate)),
        transport: life.wrap(link),
        ...(world.rooms === null
          ? {}
          : { room: mortalLines(life, linesOf(world, world.rooms, { name: setup.name, disk })) }),
        signer: { sign: async (bytes) => fakeSign(setup.publicKey, bytes) },
        verify: fakeVerify,
        unasked: true,
        clock: setup.clock,
        random,
        identity: setup.identity,
        edition: edition(),
      }),
    );
    if (opened === 'died') {
      stop('died starting');
      return null;
    }
    if (!opened.ok) {
      stop(`cannot start: ${opened.failure.kind}`);
      return null;
    }
    trace.add(`${setup.name} started ${opened.value.started.kind}`);
    running = { engine: opened.value, life, link };
    return running;
  };

  const edit = async (): Promise<void> => {
    const process = await start();
    if (process === null) return;
    const scope = random.pick(world.hub.scopes);
    const author = random.pick(persons);
    await save(process, author, () => randomEdit(process.engine, random, setup.clock, { scope, edition: edition() }));
    if (running !== process || world.moves === null) return;
    const { moves } = world;
    await save(process, author, () => randomMove(process.engine, moves, setup.clock, world.hub.scopes));
  };

  const decide = async (stewards: Seeded): Promise<void> => {
    const process = await start();
    if (process === null) return;
    const author = stewards.pick(persons);
    await save(process, author, () => randomDecision(process.engine, stewards, setup.clock, author));
  };

  const erase = async (erasers: Seeded): Promise<void> => {
    const process = await start();
    if (process === null) return;
    const author = erasers.pick(persons);
    const who = { author, scopes: world.hub.scopes };
    await save(process, author, () => randomErasure(process.engine, erasers, setup.clock, who));
  };

  const writeNew = async (novelties: Seeded): Promise<void> => {
    const process = await start();
    if (process === null) return;
    const at = { scope: novelties.pick(world.hub.scopes), edition: disk.program.edition };
    const author = novelties.pick(persons);
    await save(process, author, () => randomNovelty(process.engine, novelties, setup.clock, at));
  };

  const save = async (
    process: NonNullable<typeof running>,
    author: string,
    drafted: () => Promise<readonly OperationDraft[]>,
  ): Promise<void> => {
    let record = '';
    const work = drafted().then((drafts) => {
      record = drafts[0]?.record ?? '';
      return drafts.length === 0 ? null : process.engine.apply(author, drafts);
    });
    const result = await process.life.outlive(work);
    if (result === 'died') return stop('died editing');
    if (result === null) return;
    trace.add(`${setup.name} ${result.ok ? `saved ${result.value.operations.join(' ')}` : result.failure.kind}`);
    for (const id of result.ok ? result.value.operations : []) {
      world.saved.set(id, setup.name);
      world.recordOf.set(id, record);
    }
  };

  /** An exchange may end well although the hub, to which its ticket was foreign, only asked where it is ([DV6]). */
  const hubKnowsWhereItIs = async (): Promise<boolean> => {
    const noted = new Map((await world.hub.cursorsOf(setup.identity.device)).map(({ scope, seq }) => [scope, seq]));
    return (await disk.store.cursors()).every(({ scope, seq }) => noted.get(scope) === seq);
  };

  /** The disk of a copy that was started: what only the journal had before is in its store. */
  const startedCopy = async (): Promise<Disk> => {
    const copy = createLaptop(world, { ...setup, name: `a copy of ${setup.name}`, disk: await disk.clone() });
    copy.becomeImmortal();
    await copy.engine();
    return copy.disk;
  };
  const holds: Laptop['holds'] = async (ids) => {
    // A purge that only the journal has yet takes effect at the next start ([SC4]).
    const { store, rotten } = await startedCopy();
    // The journal has what rotted, and the next check brings it back ([VR6]).
    return new Set([...(await store.operations(ids)).map(({ id }) => id), ...ids.filter((id) => rotten().has(id))]);
  };

  return {
    name: setup.name,
    persons,
    device: setup.identity.device,
    disk,
    engine: async () => (await start())?.engine ?? null,
    edit,
    decide,
    erase,
    writeNew,
    upgrade() {
      disk.program.edition = newerThan(disk.program.edition);
      stop(`becomes ${disk.program.edition}`);
    },
    async sync() {
      const process = await start();
      if (process === null) return 'died';
      // What others gave before this start is looked up some time after it: before the first exchange or later ([RM8]).
      const isLookedUp = world.rooms !== null && (rate === 0 || world.rooms.random.chance(0.5));
      if (isLookedUp) await process.life.outlive(process.engine.unconfirmed(0));
      const result = await process.life.outlive(process.engine.sync());
      if (result === 'died') {
        stop('died syncing');
        return 'died';
      }
      trace.add(`${setup.name} sync ${JSON.stringify(result)}`);
      // It has handed over what it had, and hears nothing more ([RV5]).
      if (!result.ok && result.failure.kind === 'device-revoked') return 'nothing new';
      if (!result.ok) return 'failed';
      if (outdated) outdated = !(await hubKnowsWhereItIs());
      return result.value.sent + result.value.received === 0 ? 'nothing new' : 'moved';
    },
    async meet(other) {
      const process = await start();
      if (process === null) return 0;
      const result = await process.life.outlive(process.engine.meet(other));
      if (result === 'died') {
        if (running === process) stop('died in the room');
        return 0;
      }
      const { received = 0, sent = 0, refused = {} } = result.ok ? result.value : {};
      const said = result.ok ? `${sent} ${received} ${JSON.stringify(refused)}` : JSON.stringify(result.failure);
      trace.add(`${setup.name} meets ${other}: ${said}`);
      if (result.ok && world.rooms !== null) world.rooms.meetings += 1;
      return received;
    },
    async answerRoom(exported, message) {
      const process = await start();
      if (process === null) return null;
      const answer = await process.life.outlive(process.engine.answerRoom(exported, message));
      if (answer !== 'died') return answer;
      if (running === process) stop('died answering');
      return null;
    },
    kill: () => stop('killed'),
    loseStore() {
      stop('loses its store');
      disk.loseStore();
    },
    async rot() {
      stop('rots');
      await disk.rot(random);
    },
    async check() {
      const process = await start();
      if (process === null) return false;
      const report = await process.life.outlive(process.engine.check());
      if (report === 'died') {
        stop('died checking');
        return false;
      }
      trace.add(`${setup.name} check ${JSON.stringify(report)}`);
      return true;
    },
    jumpClock: () => setup.clock.jump(),
    async clone() {
      trace.add(`${setup.name} is cloned`);
      return createLaptop(world, { ...setup, name: `${setup.name}'`, disk: await disk.clone() });
    },
    async keepImage() {
      image = await disk.image();
      trace.add(`an image of ${setup.name} is kept`);
    },
    async putBack(ids) {
      if (image === null) return null;
      stop('is put back to its image');
      const held = await holds(ids);
      await image();
      outdated = true;
      return held;
    },
    isOutdated: () => outdated,
    holds,
    async reading() {
      const { store } = await startedCopy();
      return {
        cursors: new Map((await store.cursors()).map(({ scope, seq }) => [scope, seq])),
        waiting: await store.outbox(everything),
        held: async (ids) => new Set((await store.operations(ids)).map(({ id }) => id)),
      };
    },
    becomeImmortal() {
      rate = 0;
    },
    exchanges: () => exchanges + (running?.link.exchanges() ?? 0),
    packs: () => packs + (running?.link.packs() ?? 0),
    deaths: () => deaths,
  };
}
