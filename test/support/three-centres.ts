/** Three centres at one hub, and what people of theirs say of an agreement between two of them. */
import { beforeEach } from 'vitest';
import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import type { Json } from '../../shared/base/json.ts';
import { utcDay } from '../../shared/base/plain-date.ts';
import { type Act, digestOfTerms, type Terms } from '../../shared/domain/agreement/agreement.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { createWorld, creationOf, type Says, type ScriptedDevice, type World } from './scripted-device.ts';

const centres = { ana: 'Capital', ben: 'Coast', cid: 'Highlands' } as const;
export type Signer = keyof typeof centres;

/**
 * For the tests of a file: each finds Ana of the capital, who proposes and moves, Ben who signs for the coast and Cid for the
 * highlands, each on a device of their own ([OD2]).
 */
export function threeCentres() {
  let world: World;
  let devices: Readonly<Record<string, ScriptedDevice>>;
  let shared: ScriptedDevice;
  let people: Readonly<Record<Signer, string>>;

  async function found({ isSample = false } = {}) {
    world = await createWorld(createMemoryHubStore(), undefined, isSample);
    const [ana, ben, cid] = [
      await world.person('Ana', ['coordinator']),
      await world.person('Ben', ['director']),
      await world.person('Cid', ['approver']),
    ];
    people = { ana, ben, cid };
    await world.store.transaction(async (tx) => {
      for (const [name, person] of Object.entries(people) as [Signer, string][]) {
        await tx.addPerson({ person, name, centre: centres[name] });
      }
      await tx.addScope({ id: world.scope, name: 'Coast papers', centre: 'Coast' });
      await tx.addScope({ id: world.otherScope, name: 'Highlands papers', centre: 'Highlands' });
      await tx.setRoles(ana, world.otherScope, ['coordinator']);
    });
    devices = {
      [ana]: await world.device([ana]),
      [ben]: await world.device([ben]),
      [cid]: await world.device([cid]),
    };
    shared = await world.device([ana, ben, cid]);
  }
  beforeEach(() => found());

  const profile = (name: Signer) => ({ person: people[name], name, centre: centres[name] });
  const send = async (
    author: string,
    batches: readonly (readonly Operation[])[],
    says: Says = {},
    on = devices[author],
  ) => {
    const { outcomes } = await (on as ScriptedDevice).sync({ batches, author, ...says });
    return (outcomes ?? []).map((outcome) =>
      'reason' in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind,
    );
  };
  const record = '0190a000-0000-7000-8000-0000000000a6';
  const termsOf = (more: Partial<Terms> = {}): Terms => ({
    title: 'Doctrine for both banks',
    reference: '',
    purpose: 'Practice',
    language: 'en',
    parties: ['Coast', 'Highlands'],
    kinds: ['playbook'],
    ceiling: 'TLP:AMBER',
    from: utcDay(world.ports.time),
    until: utcDay(world.ports.time + 30 * 86_400_000),
    signatures: 1,
    by: profile('ana'),
    at: 1,
    ...more,
  });
  const propose = (terms: Terms, author = people.ana, on = devices[author]) =>
    send(
      author,
      [
        creationOf(world.ports, {
          scope: world.scope,
          type: 'agreement',
          record,
          field: 'terms',
          value: terms as unknown as Json,
        }),
      ],
      {},
      on,
    );
  const actOf = (by: Act['by'], terms: Terms, does: Act['does'] = 'sign'): Act => {
    return { does, digest: digestOfTerms(record, terms), note: '', language: 'en', by, at: 2 };
  };
  const say = (act: Act, author: string, on = devices[author]) =>
    send(
      author,
      [
        creationOf(world.ports, {
          scope: world.scope,
          type: 'agreement-act',
          field: 'act',
          value: act as unknown as Json,
        }),
      ],
      {},
      on,
    );
  async function agree(terms = termsOf()) {
    await propose(terms);
    await say(actOf(profile('ben'), terms), people.ben);
    await say(actOf(profile('cid'), terms), people.cid);
  }

  return {
    get world() {
      return world;
    },
    get people() {
      return people;
    },
    /** The device of each person, by their id. */
    get devices() {
      return devices;
    },
    /** One on which all of them are enrolled. */
    get shared() {
      return shared;
    },
    /** Begins anew, in a sample network when asked. */
    found,
    profile,
    send,
    termsOf,
    propose,
    actOf,
    say,
    /** Both sides sign. */
    agree,
  };
}
