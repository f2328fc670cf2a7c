import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { textOfUtf8 } from '../../shared/base/bytes.ts';
import { agreedKinds, digestOfTerms } from '../../shared/domain/agreement/agreement.ts';
import type { Agreed } from '../../shared/domain/agreement/standing.ts';
import { attachment } from '../../shared/domain/attachment.ts';
import { conductEvent } from '../../shared/domain/conduct/conduct-event.ts';
import { inject } from '../../shared/domain/conduct/inject.ts';
import { objective } from '../../shared/domain/conduct/objective.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { erasure } from '../../shared/domain/erasure/erasure.ts';
import { guideItem } from '../../shared/domain/evaluation/guide-item.ts';
import { rating } from '../../shared/domain/evaluation/rating.ts';
import { exercise } from '../../shared/domain/exercise.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { playbookIdentity } from '../../shared/domain/playbook-identity.ts';
import { roles } from '../../shared/domain/policy/roles.ts';
import { freezePlaybook } from '../../shared/domain/release/frozen-playbook.ts';
import { retentionHold } from '../../shared/domain/retention/retention-rule.ts';
import { run } from '../../shared/domain/run.ts';
import { step } from '../../shared/domain/step.ts';
import { person } from '../../shared/domain/training/person.ts';
import { type EngineLife, startLife } from '../support/engine-life.ts';
import { createFakeHub } from '../support/fake-hub.ts';
import { scopeA as scope, scopeB, testDevice, uuidNumbered } from '../support/network.ts';
import { draftReleased } from '../support/release-drafts.ts';
import { apply, emptyDevice, imported } from './exchange-world.ts';
import { made, packageOf, plannedPackage } from './package-world.ts';

const id = (number: number) => uuidNumbered(0x72, number);
const [ex, tested, named, inner, other] = [id(1), id(2), id(3), id(4), id(5)];
const goneIdentity = 'playbook--5b0f3a1c-0000-4000-8000-00000000dead';
const lost = id(6);
const ines = id(20);
const people = [
  createRecord(person, { scope, id: ines }, { name: 'Ines Calder', email: 'ines@example.org' }),
  // Found by the name in Latin letters; an older record of the same man is joined to it.
  createRecord(person, { scope, id: id(21) }, { name: 'سامي الحداد', transliteration: 'Sami al-Haddad' }),
  createRecord(person, { scope, id: id(22) }, { name: 'Sami al-Haddad', sameAs: id(21) }),
  // Two who bear one name; and one whose namesake lies in another scope.
  createRecord(person, { scope, id: id(23) }, { name: 'Lena Roth' }),
  createRecord(person, { scope, id: id(24) }, { name: 'Lena Roth' }),
  createRecord(person, { scope, id: id(25) }, { name: 'Piotr Zelny' }),
  createRecord(person, { scope: scopeB, id: id(26) }, { name: 'Piotr Zelny' }),
  createRecord(person, { scope, id: id(27) }, { name: 'Not in it' }),
];
const records = [
  createRecord(
    exercise,
    { scope, id: ex },
    {
      title: { en: 'Tidewatch' },
      language: 'en',
      director: 'INES CALDER',
      controllers: ['Sami al-Haddad'],
      evaluators: ['Lena Roth', 'Nobody Known'],
      players: ['Piotr  Zelny'],
      playbooks: [tested, lost],
      marking: 'TLP:AMBER',
    },
  ),
  createRecord(objective, { scope, id: id(7) }, { exercise: ex, text: { en: 'One commander' }, playbooks: [named] }),
  createRecord(inject, { scope, id: id(8) }, { exercise: ex, number: '1', title: { en: 'A queue' }, language: 'en' }),
  createRecord(guideItem, { scope, id: id(9) }, { exercise: ex, objective: id(7), text: { en: 'Named' } }),
  createRecord(retentionHold, { scope, id: id(10) }, { record: ex, reason: 'An inquiry' }),
  createRecord(playbook, { scope, id: tested }, { title: { en: 'Bridge closed', fr: 'Pont fermé' }, language: 'en' }),
  createRecord(playbook, { scope, id: named }, { title: { en: 'Call the town hall' }, language: 'en' }),
  createRecord(playbook, { scope, id: inner }, { title: { en: 'Clear and cordon' }, language: 'en' }),
  createRecord(playbook, { scope, id: other }, { title: { en: 'Not named' }, language: 'en' }),
  createRecord(
    step,
    { scope, id: id(11) },
    { playbook: named, kind: 'playbook-action', playbookId: playbookIdentity({ id: inner, values: {} }) },
  ),
  createRecord(
    step,
    { scope, id: id(12) },
    { playbook: inner, kind: 'playbook-action', playbookId: goneIdentity, name: { en: 'Gone' } },
  ),
  createRecord(attachment, { scope, id: id(13) }, { owner: tested, name: 'plan.pdf' }),
  createRecord(run, { scope, id: id(14) }, { playbook: tested, leader: 'Somebody else' }),
  ...people,
];

const home = {} as { life: EngineLife };
beforeAll(async () => {
  const { identity, signer } = testDevice(1, roles);
  // As in the sample network one laptop speaks for whoever asks and whoever approves ([OD4]).
  home.life = await startLife(createFakeHub(), { device: { identity: { ...identity, sample: true }, signer } });
  await apply(home.life, records.flatMap(made));
  const [header, ...steps] = await home.life.engine.open([named, id(11)]);
  const frozen = header && freezePlaybook(header, steps);
  if (!frozen?.ok) throw new Error('the text is not frozen');
  await apply(home.life, draftReleased(frozen.value, { n: 40, scope }).drafts);
});

test('[EX25] [EX29] [EX30] a package has the playbooks that are named however far, the edition in force, the roster, and nothing else', async () => {
  const { leaving, contents, missing } = await plannedPackage(home.life, ex);
  const words = leaving.filter(({ type }) => type.startsWith('release')).map(({ type }) => type);
  expect(words.sort()).toEqual(['release', 'release-approval', 'release-approval', 'release-approval']);
  const rest = leaving.filter(({ type }) => !type.startsWith('release')).map((entry) => entry.id);
  const parts = [ex, id(7), id(8), id(9), tested, named, inner, id(11), id(12), id(13)];
  expect(rest.sort()).toEqual([...parts, ines, id(21), id(22), id(25)].sort());
  expect(contents.roster).toMatchObject({ unknown: ['Nobody Known'], unclear: ['Lena Roth'] });
  expect(missing).toEqual([goneIdentity, lost].sort());
  const without = await plannedPackage(home.life, ex, { withPeople: false });
  expect(without.leaving.some(({ type }) => type === person.type)).toBe(false);
});

/** An agreement of two centres in force, signed by both. */
function agreedOn(kinds: readonly string[]): Agreed {
  const by = (centre: string) => ({ person: `of ${centre}`, name: centre, centre });
  const terms = {
    ...{ title: 'T', reference: '', purpose: '', language: 'en', parties: ['Coast', 'Lakes'], kinds: [...kinds] },
    ...{ ceiling: 'TLP:AMBER+STRICT' as const, from: '2026-01-01', until: '2026-12-31', signatures: 1 },
    ...{ by: by('Capital'), at: 1 },
  };
  const digest = digestOfTerms(ex, terms);
  const acts = terms.parties.map((centre) => ({
    ...{ does: 'sign' as const, digest, note: '', language: 'en', by: by(centre), at: 2 },
  }));
  return { id: ex, terms, digest, acts };
}

test('[EX29] people leave under the mark of the exercise, and not where no agreement lets them go', async () => {
  expect(await plannedPackage(home.life, ex, { highest: 'TLP:GREEN' })).toMatchObject({ isEmpty: true });
  const held = await plannedPackage(home.life, ex, { highest: 'TLP:GREEN' });
  expect(held.rows.find(({ type }) => type === person.type)).toMatchObject({ mark: 'TLP:AMBER', reason: 'marking' });
  const recipient = {
    ...{
      centre: 'Lakes',
      agreements: [agreedOn(agreedKinds.filter((kind) => kind !== 'person'))],
      today: '2026-11-28',
    },
    centres: new Map([scope, scopeB].map((each) => [each, 'Coast'])),
  };
  const agreed = await plannedPackage(home.life, ex, { recipient });
  expect(agreed.rows.find(({ type }) => type === person.type)).toMatchObject({ reason: 'agreement', records: 4 });
  expect(agreed.isEmpty).toBe(false);
});

test('[EX30] the edition in force is in the package as a CACAO file, and what is missing is said where it is read', async () => {
  const { bytes } = await packageOf(home.life, ex);
  const names = Object.keys(unzipSync(bytes)).filter((name) => name.startsWith('playbooks/'));
  expect(names).toContain(`playbooks/${named}-edition-1.0.json`);
  const edition = JSON.parse(
    textOfUtf8(unzipSync(bytes)[`playbooks/${named}-edition-1.0.json`] ?? new Uint8Array()) ?? '',
  );
  expect(edition).toMatchObject({ type: 'playbook', name: 'Call the town hall' });
  const there = await emptyDevice();
  await apply(there, made(createRecord(playbook, { scope, id: lost }, { title: { en: 'Here after all' } })));
  const { plan, done } = await imported(there, bytes);
  expect(plan.missing).toEqual([goneIdentity]);
  expect(plan.leftOut.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 4 }, () => 'of-its-hub'));
  expect(done).toMatchObject({ ok: true });
  expect(await there.engine.list({ type: 'person' })).toHaveLength(4);
});

test('[EX29] whoever may keep no records of people takes the rest, and it is said', async () => {
  const { bytes } = await packageOf(home.life, ex);
  const there = await emptyDevice(['reviewer']);
  const { plan, done } = await imported(there, bytes);
  expect(plan.obstacles).toEqual([]);
  expect(plan.leftOut.filter(({ verdict }) => verdict === 'not-allowed').map(({ type }) => type)).toEqual([
    ...['person', 'person', 'person', 'person'],
  ]);
  expect(done).toMatchObject({ ok: true });
  expect(await there.engine.list({ type: 'person' })).toEqual([]);
  expect(await there.engine.list({ type: 'inject' })).toHaveLength(1);
});

test('[EX31] a package that comes back brings nothing of somebody who was erased here meanwhile', async () => {
  const there = await emptyDevice();
  await imported(there, (await packageOf(home.life, ex)).bytes);
  const [state] = await there.engine.open([ines]);
  if (state === undefined) throw new Error('not there');
  await apply(there, made(setFields(person, state, { role: 'Investigator' })));
  const back = (await packageOf(there, ex)).bytes;
  const by = { person: ines, name: 'A', centre: 'B' };
  const word = { does: 'erase', request: id(30), asked: '0'.repeat(32), digest: '0'.repeat(64), by, at: 0 };
  const here = await emptyDevice();
  await apply(here, records.flatMap(made));
  const order = { ...word, records: [{ id: ines, type: 'person' }] };
  await apply(here, made(createRecord(erasure, { scope, id: id(31) }, { person: ines, word: order as never })));
  const { plan } = await imported(here, back);
  expect(plan.records.filter(({ record }) => record.id === ines)).toEqual([]);
  expect(plan.obstacles).toEqual([]);
});

test('[EX27] what several laptops saw comes back in any order, beside what is here, and again does nothing', async () => {
  const { bytes } = await packageOf(home.life, ex);
  const said = fc.record({
    facts: fc.array(fc.constantFrom('fired', 'observed', 'dropped'), { minLength: 1, maxLength: 3 }),
    value: fc.constantFrom('P', 'S', 'M', 'U'),
    title: fc.constantFrom(null, 'A queue of lorries', 'Sixty lorries'),
    place: fc.constantFrom(null, 'Sarn bridge'),
  });
  let laptop = 0;
  const played = async ({ facts, value, title, place }: typeof said extends fc.Arbitrary<infer T> ? T : never) => {
    const there = await emptyDevice();
    await imported(there, bytes);
    laptop += 1;
    const fact = { exercise: ex, at: 5, by: `Laptop ${laptop}` } as const;
    const base = 1_000 + laptop * 10;
    const drafts = facts.flatMap((kind, at) =>
      made(createRecord(conductEvent, { scope, id: id(base + at) }, { ...fact, kind, inject: id(8) })),
    );
    const rated = { ...fact, item: id(9), kind: 'rated', value, text: 'Late' } as const;
    drafts.push(...made(createRecord(rating, { scope, id: id(base + 9) }, rated)));
    const [state] = await there.engine.open([id(8)]);
    const values = { ...(title === null ? {} : { 'title.en': title }), ...(place === null ? {} : { place }) };
    if (state !== undefined) drafts.push(...made(setFields(inject, state, values)));
    await apply(there, drafts);
    return { bytes: (await packageOf(there, ex)).bytes, facts: facts.length };
  };
  const shownOf = async (life: EngineLife) => {
    const [state] = await life.engine.open([id(8)]);
    const valuesOf = (field: string) => (state?.fields[field] ?? []).map(({ value }) => value).sort();
    const ids = async (type: string) => (await life.engine.list({ type })).map((entry) => entry.id).sort();
    return [valuesOf('title.en'), valuesOf('place'), await ids('conduct-event'), await ids('rating')];
  };
  await fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: 2, maxLength: 3 }), async (laptops) => {
      const back = [];
      for (const each of laptops) back.push(await played(each));
      const seen = [];
      for (const order of [back, [...back].reverse()]) {
        const here = await emptyDevice();
        await imported(here, bytes);
        for (const each of order) expect((await imported(here, each.bytes)).plan.obstacles).toEqual([]);
        for (const each of order) expect((await imported(here, each.bytes)).plan.records).toEqual([]);
        seen.push(await shownOf(here));
      }
      expect(seen[0]).toEqual(seen[1]);
      expect(seen[0]?.[2]).toHaveLength(back.reduce((sum, { facts }) => sum + facts, 0));
      expect(seen[0]?.[3]).toHaveLength(laptops.length);
      const titles = new Set<string>(laptops.flatMap(({ title }) => title ?? []));
      expect((seen[0]?.[0] ?? []).filter((title) => titles.has(String(title)))).toHaveLength(titles.size);
      expect(seen[0]?.[0]).toContain('A queue');
    }),
    { numRuns: 3 },
  );
});
