/**
 * Laptops in one room in a simulated world ([RM1] to [RM13]): lines between them on which messages are dropped, doubled, torn or come
 * late, and an oracle of what goes over them. A stream of its own decides, so that worlds without rooms stay what they were.
 */
import { toHex } from '../../shared/base/bytes.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { certificateIn, type SignedCertificate } from '../../shared/protocol/device-certificate.ts';
import { frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { type KeptRevocation, type Revocation, readRevocation } from '../../shared/protocol/revocation.ts';
import { decodeRoomMessage } from '../../shared/protocol/room-message.ts';
import { openShelved, scopeOfShelved } from '../../shared/protocol/shelved-batch.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import type { LineFailure, RoomLine, RoomTransport } from '../../shared/sync/room/room-api.ts';
import type { Laptop } from './laptop.ts';
import { type Seeded, seeded } from './seeded.ts';
import type { World } from './world.ts';

export interface Rooms {
  readonly random: Seeded;
  /** Probability that a message and that its answer is lost, comes twice, is torn, or that an old one comes before it. */
  readonly air: { drop: number; double: number; tear: number; late: number; busy: number };
  /** Messages that were said before, on whatever line. */
  readonly past: Uint8Array[];
  /** Lines so far: what TLS exports of each is its number. */
  lines: number;
  /** Meetings that came to an end. */
  meetings: number;
}

/** Two worlds in thirteen, none of them one in which a seed once failed. */
const roomWorlds: ReadonlySet<number> = new Set([1, 12]);

/** The rooms of a world; null in a world without. */
export function roomsOf(seed: number): Rooms | null {
  if (!roomWorlds.has(seed % 13)) return null;
  const air = { drop: 0.06, double: 0.1, tear: 0.06, late: 0.1, busy: 0.1 };
  return { random: seeded(seed + 0x526f6f6d), air, past: [], lines: 0, meetings: 0 };
}

/** Now and then a laptop calls another one. */
export async function meetInRoom(world: World, { random }: Rooms, laptop: Laptop): Promise<void> {
  const others = world.laptops.filter((one) => one !== laptop);
  if (others.length > 0 && random.chance(0.35)) await laptop.meet(random.pick(others).name);
}

/** Everybody meets everybody, and nothing happens on the way. How many changes came to laptops. */
export async function meetAll({ laptops }: World): Promise<number> {
  let received = 0;
  for (const [at, one] of laptops.entries())
    for (const other of laptops.slice(at + 1)) received += await one.meet(other.name);
  return received;
}

/** What each side of a line has shown of itself. */
type Shown = Partial<Record<'caller' | 'answerer', SignedCertificate>>;

/** The lines of a laptop. */
export function linesOf(world: World, rooms: Rooms, caller: Speaker): RoomTransport {
  const { random, air, past } = rooms;
  return {
    async connect(address) {
      const other = world.laptops.find((one) => one.name === address);
      if (other === undefined || random.chance(air.drop)) return fail({ kind: 'room-unreachable' });
      rooms.lines += 1;
      const exported = new Uint8Array(32);
      new DataView(exported.buffer).setUint32(0, rooms.lines);
      const shown: Shown = {};
      const hear = (message: Uint8Array) => other.answerRoom(exported, message);
      const line: RoomLine = {
        exported,
        async exchange(message) {
          await watch(world, { from: caller, to: 'answerer', message, shown });
          if (past.length > 0 && random.chance(air.late)) await hear(random.pick(past));
          if (random.chance(air.drop)) return fail({ kind: 'room-closed' });
          const copy = message.slice();
          past.push(copy);
          if (past.length > 20) past.shift();
          if (random.chance(air.double)) await hear(copy);
          const answer = await hear(torn(copy, random, air.tear));
          if (answer === null) return fail({ kind: 'room-timeout' });
          await watch(world, { from: other, to: 'caller', message: answer, shown });
          if (random.chance(air.busy)) await random.pick(world.laptops).edit();
          return random.chance(air.drop)
            ? fail<LineFailure>({ kind: 'room-timeout' })
            : ok(torn(answer, random, air.tear));
        },
        close: async () => {},
      };
      return ok(line);
    },
  };
}

/** The beginning of a message, now and then. */
function torn(message: Uint8Array, random: Seeded, probability: number): Uint8Array {
  return random.chance(probability) ? message.subarray(0, random.below(message.length)) : message;
}

type Speaker = Pick<Laptop, 'name' | 'disk'>;

interface Said {
  readonly from: Speaker;
  readonly to: 'caller' | 'answerer';
  readonly message: Uint8Array;
  readonly shown: Shown;
}

/** Nothing of a scope goes to a laptop whose certificate does not cover it, and nothing to one that the sender knows to be revoked. */
async function watch(world: World, { from, to, message, shown }: Said): Promise<void> {
  const read = decodeRoomMessage(message);
  if (!read.ok) return;
  const own = certificateIn({ certificate: read.value.message.certificate });
  if (own !== null) shown[to === 'caller' ? 'answerer' : 'caller'] = own;
  const { shelved } = read.value;
  const scopes = (read.value.message.scopes ?? []).map(({ scope }) => scope);
  for (const payload of shelved) {
    const scope = scopeOfShelved(payload);
    if (scope.ok) scopes.push(scope.value);
  }
  if (scopes.length === 0) return;
  const theirs = shown[to];
  const covered = new Set(theirs?.certificate.holders.flatMap(({ grants }) => grants.map(({ scope }) => scope)));
  for (const scope of new Set(scopes))
    if (!covered.has(scope)) world.leaks.push(`${from.name} spoke of ${scope} to a laptop that shows no role there`);
  if (theirs === undefined || (await knowsRevoked(from, theirs)))
    world.leaks.push(`${from.name} spoke of scopes to a laptop that it knew to be revoked`);
}

async function knowsRevoked({ disk }: Speaker, theirs: SignedCertificate): Promise<boolean> {
  const known = (await disk.store.meta('revocations')) as readonly KeptRevocation[] | undefined;
  return (known ?? []).some((one) => isAbout(one, theirs));
}

/**
 * Work that the hub refused because nobody brought it as its author's device signed it, while a laptop has that very batch ([RM8]):
 * after a hub was restored, who carried it before carries it again.
 */
export async function disowned(world: World, laptops: readonly Laptop[]): Promise<string[]> {
  if (world.rooms === null) return [];
  const refused = new Set<string>();
  for (const scope of world.hub.scopes)
    for (const outcome of await world.hub.keptOutcomes(scope))
      if (outcome.kind === 'refused' && outcome.reason === 'author-not-on-device') refused.add(outcome.id);
  if (refused.size === 0) return [];
  const faults: string[] = [];
  for (const { name, disk } of laptops) {
    for await (const bytes of disk.journal.read(0)) {
      for (const { type, payload } of readFrames(bytes).frames) {
        const shelved = type === frameTypes.shelved ? openShelved(payload) : null;
        const one = shelved?.ok ? shelved.value.batch.operations.find(({ id }) => refused.has(id)) : undefined;
        if (one !== undefined) faults.push(`${one.id} is refused as nobody's, and ${name} has it as it was signed`);
      }
    }
  }
  return faults;
}

/** Batches that a laptop took behind a certificate of which its journal says before that it is revoked ([RM3], [RM7]). */
export async function takenRevoked({ rooms }: World, { name, device, disk }: Laptop): Promise<string[]> {
  const faults: string[] = [];
  const revoked: Pick<Revocation, 'device' | 'serial'>[] = [];
  for await (const bytes of rooms === null ? [] : disk.journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      const entry = frame.type === frameTypes.checkpoint ? entryOfFrame(frame) : null;
      const heard = entry?.kind === 'checkpoint' ? (entry.checkpoint.revocations ?? []) : [];
      revoked.push(...heard.flatMap((statement) => readRevocation(statement) ?? []));
      const shelved = frame.type === frameTypes.shelved ? openShelved(frame.payload) : null;
      const signer = shelved?.ok ? certificateIn({ certificate: toHex(shelved.value.certificate) }) : null;
      if (signer === null || signer.certificate.device === device) continue;
      if (revoked.some((one) => isAbout(one, signer)))
        faults.push(`${name} took a batch of a laptop that it knew to be revoked`);
    }
  }
  return faults;
}

function isAbout(one: Pick<Revocation, 'device' | 'serial'>, { certificate, serial }: SignedCertificate): boolean {
  return one.serial === null ? one.device === certificate.device : one.serial === serial;
}
