/** A hub with work that is held for a steward, for tests of what is decided about it. */
import { beforeEach, expect } from 'vitest';
import type { Coordinator } from '../../hub/coordinator/access.ts';
import { decideHeld, readHeld } from '../../hub/coordinator/decide-held.ts';
import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import type { Verdict } from '../../shared/coordinator/contract.ts';
import { rulingOf } from '../../shared/domain/decision.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { createWorld, creationOf, type ScriptedDevice, type World } from './scripted-device.ts';

interface HeldPeople {
  readonly world: World;
  readonly steward: Coordinator;
  /** A trainer, and the device that their work is made on. */
  readonly author: string;
  readonly device: ScriptedDevice;
  /** Of a guest, who reads. */
  readonly reader: ScriptedDevice;
}

/** A new one before each test of the file that calls this. */
export function heldWorld() {
  let people: HeldPeople | undefined;
  const now = () => {
    if (people === undefined) throw new Error('The world begins with a test');
    return people;
  };
  beforeEach(async () => {
    const world = await createWorld(createMemoryHubStore());
    const steward = await coordinatorIn(world, 'Wen', ['steward']);
    const author = await world.person('Ana', ['trainer']);
    const device = await world.device([author]);
    const reader = await world.device([await world.person('Ben', ['guest'])]);
    await device.sync();
    people = { world, steward, author, device, reader };
  });
  const operationsRead = (one: ScriptedDevice) => one.read.get(now().world.scope) ?? [];
  return {
    get world() {
      return now().world;
    },
    get steward() {
      return now().steward;
    },
    get author() {
      return now().author;
    },
    get device() {
      return now().device;
    },
    get reader() {
      return now().reader;
    },
    coordinator: (name: string, roles: Roles) => coordinatorIn(now().world, name, roles),
    create: () => creationOf(now().world.ports, { scope: now().world.scope, value: 'تقييم الموقع' }),
    /** The device made this while its author was a trainer; the hub gets it when they are none any more. */
    async hold(operations: Operation[]): Promise<Operation[]> {
      const { world, author, device } = now();
      await world.store.transaction((tx) => tx.setRoles(author, world.scope, ['guest']));
      const answer = await device.sync({ batches: [operations] });
      expect(new Set(answer.kinds)).toEqual(new Set(['quarantined']));
      return operations;
    },
    decide(operations: readonly Operation[], verdict: Verdict, note = 'Ask the centre first', who = now().steward) {
      const { store, ports } = now().world;
      const decision = { operations: idsOf(operations), verdict, note, language: 'en' as const };
      return store.transaction((tx) => decideHeld(tx, ports, who, decision));
    },
    list: (who = now().steward) => now().world.store.transaction((tx) => readHeld(tx, who)),
    operationsRead,
    /** The ids of what a device read, but for decisions. */
    readBy: (one: ScriptedDevice) => idsOf(operationsRead(one).filter(({ type }) => type !== 'decision')),
    rulingsRead: (one: ScriptedDevice) => operationsRead(one).flatMap((operation) => rulingOf(operation) ?? []),
  };
}

export const idsOf = (operations: readonly Operation[]) => operations.map(({ id }) => id);

type Roles = Parameters<World['person']>[1];

async function coordinatorIn(world: World, name: string, roles: Roles): Promise<Coordinator> {
  const person = await world.person(name, roles);
  const grants = await world.store.transaction((tx) => tx.grants([person]));
  return { person, account: person, grants };
}
