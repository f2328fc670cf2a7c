import { expect, test } from 'vitest';
import { judgeOperation } from '../../hub/sync/decide-operation.ts';
import type { KnownRecord } from '../../hub/sync/hub-store.ts';
import { createMemoryHubStore } from '../../hub/sync/memory-hub-store.ts';
import type { OperationId } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { checkValue } from '../../shared/domain/edit.ts';
import { decide } from '../../shared/domain/policy/decide.ts';
import { type Role, roles } from '../../shared/domain/policy/roles.ts';
import { existenceField, type OperationKind } from '../../shared/domain/record-state.ts';
import { recordDeclarations } from '../../shared/domain/records.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { type Seeded, seeded } from '../sim/seeded.ts';
import { uuidNumbered } from '../support/network.ts';
import { withKind } from './facts-oracle.ts';
import { type Deed, type Held, mayDo, pageRows, verdictOf } from './oracle.ts';

/** Fewer for each of many faults that are put into the rules (npm run mutants). */
const cases = Number(process.env['WAYPOST_POLICY_CASES'] ?? 50_000);
const perWorld = 100;
const [scope, other] = [uuidNumbered(0x5c, 1), uuidNumbered(0x5c, 2)];
const [author, stranger] = [uuidNumbered(0xaa, 1), uuidNumbered(0xaa, 2)];
const [record, tx, otherTx] = [uuidNumbered(0x9b, 1), uuidNumbered(0x77, 1), uuidNumbered(0x77, 2)];
const id = 'ab'.repeat(16);

/** Values of every kind of field; a mark among them, which must not change anything. */
const values: readonly Json[] = [
  ...tlpLevels,
  'x',
  'en',
  record,
  1,
  true,
  [],
  ['x'],
  {},
  '2026-01-01',
  'a0',
  Date.UTC(2026, 0, 1),
];

/** What somebody writes, and what that is called. */
interface Write extends Deed {
  readonly field: string;
  readonly value: Json;
  readonly supersedes?: readonly OperationId[];
}

interface Asked {
  readonly operation: Operation;
  readonly deed: Deed;
  readonly record: KnownRecord | undefined;
}

const made = (by: string, action: string, type: string, at = scope): KnownRecord => ({
  id: record,
  scope: at,
  type,
  creator: by,
  createdTx: action,
});

/** Every field that people write with a value that is good for it, and what writing it is called. */
const writes = recordDeclarations.flatMap((declaration) =>
  Object.entries(declaration.fields).flatMap(([name, { localised }]) => {
    const field = localised ? `${name}.ar` : name;
    const good = values.filter((value) => checkValue(declaration, field, value).ok);
    const plain = good.map(
      (value) => ({ type: declaration.type, field, value, does: localised ? 'translate' : 'edit' }) as const,
    );
    if (!localised) return plain;
    const note = (state: string, does: Deed['does']) => {
      return { type: declaration.type, field: `translation:${field}`, value: { state, text: '0'.repeat(16) }, does };
    };
    return [...plain, note('translated', 'translate'), note('reviewed', 'call reviewed'), note('final', 'call final')];
  }),
);

/** A trace asks for the right to edit, unless it names texts alone and lies where those do, or takes the place of no other ([CF9], [CF11]). */
const traces = recordDeclarations.flatMap(({ type, reviewed }) => {
  const trace = (does: Deed['does'], key: string, ...fields: string[]) => ({
    ...{ type, field: `translation:trace.${key}`, does },
    // A judgement beside what is named is none.
    value: { fields, state: 'reviewed', text: '0'.repeat(16) },
  });
  if (reviewed === undefined) return [];
  return [
    trace('translate', 'texts', 'title.ar'),
    trace('edit', 'texts', 'title.ar', 'state'),
    trace('edit', 'texts'),
    trace('translate', 'all', 'title.ar'),
    { ...trace('edit', 'all', 'title.ar'), supersedes: [id] },
    trace('edit', 'all', 'title.ar', 'state'),
  ];
});

function draw(random: Seeded): Asked {
  const write: Write = random.pick<Write>(random.chance(0.05) ? traces : writes);
  const { type } = write;
  const at = random.chance(0.9) ? scope : other;
  const operation = (
    kind: OperationKind,
    field = existenceField,
    value: Json = null,
    supersedes: readonly OperationId[] = [],
  ): Operation => ({ id, kind, scope: at, type, record, field, value, supersedes, tx, lamport: 1, wall: 1, schema: 1 });
  const before = made(random.pick([author, stranger]), otherTx, type, at);
  const exists = (does: Deed['does'], asked: Operation): Asked => ({
    operation: asked,
    deed: { type, does },
    record: before,
  });
  const dice = random.next();
  if (dice < 0.15) return { operation: operation('create'), deed: { type, does: 'create' }, record: undefined };
  if (dice < 0.2) return exists('bring back', operation('create'));
  if (dice < 0.3) return exists('take away', operation('delete', existenceField, { seen: [] }));
  if (dice < 0.4) return exists('bring back', operation('restore'));
  const to = { scope: uuidNumbered(0x5c, 3), record };
  if (dice < 0.5) return exists('move', operation('move', existenceField, { seen: [], to, made: [id] }));
  const set = operation('set', write.field, write.value, write.supersedes);
  if (dice < 0.8) return exists(write.does, set);
  // In the action in which its author created the record; somebody else's create gives no right.
  const creator = random.pick([author, stranger]);
  const fills = creator === author && !write.does.startsWith('call');
  return { operation: set, deed: { type, does: fills ? 'create' : write.does }, record: made(creator, tx, type, at) };
}

/** Grants that come and go in a real store, and all that was ever held. */
async function drawGrants(random: Seeded) {
  const store = createMemoryHubStore();
  let held: Held[] = [];
  return store.transaction(async (transaction) => {
    for (let change = 0; change < random.below(6); change++) {
      const at = random.chance(0.8) ? scope : other;
      const wanted: readonly Role[] = roles.filter(() => random.chance(random.pick([0, 0.15, 0.4])));
      await transaction.setRoles(author, at, wanted);
      const version = await transaction.grantsVersion();
      const ends = (one: Held) => one.scope === at && one.to === null && !wanted.some((role) => role === one.role);
      held = held.map((one) => (ends(one) ? { ...one, to: version } : one));
      const has = (role: Role) => held.some((one) => one.scope === at && one.role === role && one.to === null);
      held = [
        ...held,
        ...wanted.filter((role) => !has(role)).map((role) => ({ scope: at, role, from: version, to: null })),
      ];
    }
    const told = random.below((await transaction.grantsVersion()) + 2);
    return {
      held,
      told,
      present: await transaction.grants([author]),
      known: await transaction.grantsKnown([author], told),
    };
  });
}

/** What the page says of a situation. */
function expected(
  asked: Asked,
  held: Awaited<ReturnType<typeof drawGrants>>,
  where: { onDevice: boolean; revoked: boolean },
) {
  const { operation, deed } = asked;
  if (!where.onDevice) return 'refused';
  const isCreation = deed.does === 'create' || (asked.record?.createdTx === tx && asked.record.creator === author);
  const isPassing = operation.kind === 'move' || operation.kind === 'restore';
  if (pageRows.get(deed.type)?.isNeverChanged === true && !isCreation && !isPassing) return 'refused';
  return where.revoked ? 'quarantined' : verdictOf(deed, operation.scope, held);
}

test('the page has a row for every type of record, and no other', () => {
  expect([...pageRows.keys()].sort()).toEqual(recordDeclarations.map(({ type }) => type).sort());
  const unchanged = recordDeclarations.filter(({ appendOnly }) => appendOnly === true).map(({ type }) => type);
  expect([...pageRows].flatMap(([type, row]) => (row.isNeverChanged ? [type] : [])).sort()).toEqual(unchanged.sort());
});

test('the page knows every role, and no other', () => {
  expect([...(pageRows.get('playbook')?.Read ?? [])].sort()).toEqual([...roles].sort());
});

test('every role may do with every type of record what the page says, and nothing else', () => {
  const actions = {
    create: 'create',
    edit: 'edit',
    translate: 'translate',
    'review-translation': 'call reviewed',
    'finalise-translation': 'call final',
    delete: 'take away',
    restore: 'bring back',
    move: 'move',
    disclose: 'disclose',
  } as const;
  for (const type of [...pageRows.keys(), 'weather', 'constructor']) {
    for (const role of roles) {
      const grants = [{ person: author, scope, roles: [role] }];
      const mayRead = decide(grants, { action: 'read', scope, type }).allowed;
      expect(mayRead, `${role} reads ${type}`).toBe(pageRows.get(type)?.Read.has(role) ?? false);
      for (const [action, does] of Object.entries(actions) as [keyof typeof actions, Deed['does']][]) {
        const is = decide(grants, { action, scope, type }).allowed;
        expect(is, `${role}: ${action} ${type}`).toBe(mayDo({ type, does }, new Set([role])));
      }
    }
  }
});

test('a grant that ends by itself gives what the page says of its role before its end, for its kinds, and nothing after', () => {
  const end = Date.UTC(2030, 0, 1);
  for (const [kind, types] of Object.entries(withKind)) {
    for (const type of pageRows.keys()) {
      const grants = [{ person: author, scope, roles: ['guest'] as const, until: end, kinds: [kind] }];
      const at = (moment: number | undefined) => decide(grants, { action: 'read', scope, type, at: moment }).allowed;
      const isAbout = types.includes(type);
      const may = isAbout && (pageRows.get(type)?.Read.has('guest') ?? false);
      expect([at(end - 1), at(end), at(undefined)], `${kind}: ${type}`).toEqual([may, false, false]);
    }
  }
});

test('fifty thousand situations: the hub says what the page says, and accepts nothing that it does not', async () => {
  const random = seeded(14);
  const counts: Record<string, number> = {};
  const wrong: string[] = [];
  for (let world = 0; world < cases / perWorld; world++) {
    const held = await drawGrants(random);
    for (let n = 0; n < perWorld; n++) {
      const asked = draw(random);
      const where = { onDevice: random.chance(0.95), revoked: random.chance(0.05) };
      const context = { author, authorOnDevice: where.onDevice, deviceRevoked: where.revoked, record: asked.record };
      const { present, known } = held;
      const is = judgeOperation(asked.operation, { ...context, present, known }).kind;
      const should = expected(asked, held, where);
      counts[should] = (counts[should] ?? 0) + 1;
      if (is !== should) wrong.push(`${is} instead of ${should}: ${JSON.stringify({ asked, where, held })}`);
    }
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  // Each answer often enough that none is proved by its absence.
  for (const kind of ['accept', 'refused', 'quarantined']) expect(counts[kind]).toBeGreaterThan(cases / 50);
});
