import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { draftPlaybook, type EngineLife, save, sync } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { hubId, scopeA, scopeB, uuidNumbered } from '../../test/support/network.ts';
import {
  endorsedKey,
  hubKeyNumbered,
  rewriteLog,
  signatureBy,
  signedBy,
  startWitness,
  witnessedOnce,
} from '../../test/support/signing-hub.ts';
import { type Audit, encodeAudit, readAudit } from '../protocol/audit-file.ts';
import { emptyChain, nextChain } from '../protocol/chain.ts';
import { verifyEd25519 } from '../protocol/ed25519.ts';
import { hubKeyId } from '../protocol/hub-key.ts';
import { placeBytes } from '../protocol/signed-place.ts';
import { compareAudits, verifyAudit } from '../protocol/verify-audit.ts';

async function bytesOf({ engine }: EngineLife, scope = scopeA): Promise<Uint8Array> {
  const written = await engine.audit(scope);
  if (!written.ok) throw new Error(written.failure.kind);
  return written.value;
}

function readBack(bytes: Uint8Array): Audit {
  const read = readAudit(bytes);
  if (!read.ok) throw new Error(read.failure.reason);
  return read.value;
}

/** The checks that fail, of a file that could be read. */
async function failing(audit: Audit, trusted?: string): Promise<string[]> {
  const { reasons } = await verifyAudit(readBack(encodeAudit(audit)), verifyEd25519, trusted);
  return reasons.map(({ check }) => check);
}

let bytes: Uint8Array;
let audit: Audit;
beforeAll(async () => {
  bytes = await bytesOf((await witnessedOnce()).one);
  audit = readBack(bytes);
});

test('[AU5] a file holds the order, the hub, its key and its signature, and no value', async () => {
  expect(audit.head).toMatchObject({ hub: hubId, scope: { id: scopeA } });
  expect(audit.places.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(audit.signed).toMatchObject([{ seq: 9, chain: audit.chain }]);
  expect(new TextDecoder().decode(bytes)).not.toContain('Playbook 1');
  expect(await verifyAudit(audit, verifyEd25519)).toEqual({ reasons: [], notes: [], signedUpTo: 9, witnessed: null });
});

test('[AU5] what is not held whole is not written, with its place; a scope that was never read is none', async () => {
  const { one } = await witnessedOnce();
  expect(await one.engine.audit(scopeB)).toEqual({ ok: false, failure: { kind: 'audit-no-scope' } });
  const rows = await everythingOf(one.store, scopeA);
  const damaged = rows.find(({ seq }) => seq === 4);
  await one.store.write({ operations: [{ ...(damaged as (typeof rows)[0]), value: 'something else' }] });
  expect(await one.engine.audit(scopeA)).toEqual({ ok: false, failure: { kind: 'audit-incomplete', place: 4 } });
});

describe('[AU5] a changed file', () => {
  test('every single byte counts', () => {
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
      expect(readAudit(flipped).ok, `byte ${at}`).toBe(false);
    }
  });

  test('so does every other value of any byte, and every byte too many or too few', () => {
    const position = fc.nat({ max: bytes.length - 1 });
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 255 }), fc.constantFrom('flip', 'add', 'cut'), (at, by, how) => {
        const changed = [...bytes];
        if (how === 'flip') changed[at] = (changed[at] as number) ^ by;
        else changed.splice(at, how === 'cut' ? 1 : 0, ...(how === 'cut' ? [] : [by]));
        return !readAudit(Uint8Array.from(changed)).ok;
      }),
      { numRuns: 400 },
    );
  });
});

describe('[AU6] a file that somebody wrote anew, its hash and all', () => {
  const places = () => [...audit.places];
  const swapped = () => {
    const [first, second, ...rest] = audit.places as [Audit['places'][0], Audit['places'][0]];
    return [second, first, ...rest].map(({ id, header }, i) => ({ seq: i + 1, id, header }));
  };
  const altered = () => places().map((place) => ({ ...place, header: place.header.replace(/..$/, '00') }));

  test.each<[string, () => Partial<Audit>, string]>([
    ['has two operations in another order', () => ({ places: swapped() }), 'chain'],
    ['leaves the last operation out', () => ({ places: places().slice(0, 8) }), 'chain'],
    ['leaves a place out', () => ({ places: places().filter(({ seq }) => seq !== 3) }), 'chain'],
    ['holds another header', () => ({ places: altered() }), 'headers'],
    ['says another chain', () => ({ chain: 'ab'.repeat(16) }), 'chain'],
    ['is signed by nobody', () => ({ signed: [] }), 'signatures'],
    [
      'is signed at another time',
      () => ({ signed: audit.signed.map((one) => ({ ...one, at: one.at + 1 })) }),
      'signatures',
    ],
    ['holds no key', () => ({ head: { ...audit.head, keys: [] } }), 'keys'],
    ['is of another hub', () => ({ head: { ...audit.head, hub: uuidNumbered(0xbb, 9) } }), 'signatures'],
    ['is of another epoch', () => ({ head: { ...audit.head, epoch: uuidNumbered(0xe0, 9) } }), 'signatures'],
    [
      'has a key that nobody signed',
      () => ({ head: { ...audit.head, keys: [...audit.head.keys, endorsedKey(3, 2)] } }),
      'keys',
    ],
    ['is of another scope', () => ({ head: { ...audit.head, scope: { id: scopeB, name: '' } } }), 'headers'],
  ])('that %s is found', async (_, change, check) => {
    expect(await failing({ ...audit, ...change() })).toContain(check);
  });

  test('with a shorter order whose chain fits is found by the signature', async () => {
    const kept = places().slice(0, 8);
    const chain = kept.reduce((before, { seq, id }) => nextChain(before, seq, id), emptyChain);
    expect(await failing({ ...audit, places: kept, chain })).toEqual(['signatures']);
  });

  test('with evidence that the hub did not sign is found', async () => {
    const [seen] = audit.signed as [Audit['signed'][0]];
    const contradiction = { kind: 'rewritten' as const, seen, given: { ...seen, chain: 'ab'.repeat(16) }, found: 1 };
    expect(await failing({ ...audit, contradictions: [contradiction] })).toEqual(['hub']);
  });

  test('by a hub with another key is found by whoever knows the key', async () => {
    const [key] = audit.head.keys;
    expect(await failing(audit, hubKeyId(key?.publicKey ?? ''))).toEqual([]);
    expect(await failing(audit, key?.publicKey)).toEqual([]);
    expect(await failing(audit, 'ab'.repeat(8))).toEqual(['keys']);
  });
});

describe('[AU8] only keys from the one that the reader gives are believed', () => {
  const named = (n: number) => hubKeyId(hubKeyNumbered(n).publicKey);
  /** The file, whose order key 1 signed, with a second key that key 1 vouches for, as a forger and a rotation both leave it. */
  const followed = (): Audit => ({ ...audit, head: { ...audit.head, keys: [hubKeyNumbered(1), endorsedKey(2, 1)] } });
  const signedWith2 = (signed: Audit['signed'][0]) => {
    const bytes = placeBytes(hubId, { ...signed, scope: scopeA });
    return { ...signed, key: named(2), signature: signatureBy(2, bytes) };
  };

  test('a forger who puts a key of their own before the hub’s signs nothing with it, in another epoch neither', async () => {
    expect(await failing(followed(), named(2))).toEqual(['signatures']);
    const { notes } = await verifyAudit(followed(), verifyEd25519, named(2));
    expect(notes.map(({ text }) => text)).toEqual([
      `place 9 (key ${named(1)}) is signed with a key before the one that you gave: not checked. Give the oldest that you know`,
    ]);
    const epoch = uuidNumbered(0xe0, 9);
    const signed = audit.signed.map((one) => {
      const moved = { ...one, epoch };
      return { ...moved, signature: signatureBy(1, placeBytes(hubId, { ...moved, scope: scopeA })) };
    });
    const elsewhere = { ...followed(), signed, head: { ...followed().head, epoch } };
    expect(await failing(elsewhere)).toEqual([]);
    expect(await failing(elsewhere, named(2))).toEqual(['signatures']);
    expect(compareAudits({ ...audit, head: { ...audit.head, keys: [hubKeyNumbered(2)] } }, elsewhere).reasons).toEqual([
      { check: 'agreement', text: 'the two files hold different keys of the hub' },
    ]);
  });

  test('after the hub took a new key, its oldest checks all, its newest what it signed itself', async () => {
    expect(await failing(followed(), named(1))).toEqual([]);
    const later = { ...followed(), signed: audit.signed.map(signedWith2) };
    expect(await failing(later, named(1))).toEqual([]);
    expect(await failing(later, named(2))).toEqual([]);
    expect(compareAudits(audit, later).reasons).toEqual([]);
  });

  test('evidence that is not checked is no evidence that is not there', async () => {
    const [seen] = audit.signed as [Audit['signed'][0]];
    const given = signedWith2({ ...seen, chain: 'ab'.repeat(16) });
    const contradictions = [{ kind: 'rewritten' as const, seen, given, found: 1 }];
    const file = { ...followed(), signed: audit.signed.map(signedWith2), contradictions };
    for (const key of [undefined, named(1), named(2)]) expect(await failing(file, key)).toEqual(['hub']);
    expect((await verifyAudit(file, verifyEd25519, named(2))).reasons[0]?.text).toContain('not checked');
  });
});

describe('several files', () => {
  test('[AU7] of two devices agree where both have read', async () => {
    const { one, two } = await witnessedOnce();
    const early = readBack(await bytesOf(one));
    await save(two, draftPlaybook(4), 2);
    await sync(two);
    const late = readBack(await bytesOf(two));
    expect([early.places.length, late.places.length]).toEqual([9, 12]);
    expect(compareAudits(early, late)).toEqual({ reasons: [], notes: [] });
  });

  test('[AU7] that the hub gave another order, each rightly signed, accuse it; of a new epoch they only tell', async () => {
    const { hub, one } = await witnessedOnce();
    rewriteLog(hub, (log) => [...log.slice(1, 2), ...log.slice(0, 1), ...log.slice(2)]);
    const shown = await startWitness(hub, 3);
    await sync(shown);
    const [mine, theirs] = [readBack(await bytesOf(one)), readBack(await bytesOf(shown))];
    for (const file of [mine, theirs]) expect((await verifyAudit(file, verifyEd25519)).reasons).toEqual([]);
    const finding = { check: 'agreement', text: 'the two files hold another operation at place 1' };
    expect(compareAudits(mine, theirs)).toEqual({ reasons: [finding], notes: [] });
    const later = { ...theirs, head: { ...theirs.head, epoch: uuidNumbered(0xe0, 2) } };
    expect(compareAudits(mine, later)).toEqual({ reasons: [], notes: [finding] });
  });

  test('[AU7] with other keys of one hub are told apart', async () => {
    const stranger = { ...audit, head: { ...audit.head, keys: [endorsedKey(2, 2)] } };
    expect(compareAudits(audit, stranger).reasons).toMatchObject([{ check: 'agreement' }]);
  });
});

describe('evidence in a file', () => {
  test('[AU6] a hub that wrote its history anew is proven to have lied', async () => {
    const { hub, one } = await witnessedOnce();
    rewriteLog(hub, (log) => [...log.slice(1, 2), ...log.slice(0, 1), ...log.slice(2)]);
    await sync(one);
    const { reasons, signedUpTo } = await verifyAudit(readBack(await bytesOf(one)), verifyEd25519);
    expect(signedUpTo).toBe(9);
    expect(reasons).toMatchObject([{ check: 'hub', text: expect.stringContaining('the two signatures prove it') }]);
  });

  test('[AU6] a hub that declared a restore by a new epoch is not accused', async () => {
    const { hub, one } = await witnessedOnce();
    rewriteLog(hub, (log) => log.slice(0, 6));
    hub.epoch = uuidNumbered(0xe0, 2);
    hub.amend = signedBy(1);
    await sync(one);
    await sync(one);
    const verdict = await verifyAudit(readBack(await bytesOf(one)), verifyEd25519);
    expect(verdict.reasons).toEqual([]);
    expect(verdict.notes).toMatchObject([{ check: 'hub' }]);
  });
});
