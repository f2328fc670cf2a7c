import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { type Agreed, agreedFrom } from '../agreement/standing.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { planExport } from '../exchange/plan-export.ts';
import { planPackage } from '../exchange/plan-package.ts';
import { consentsIn } from './consent-standing.ts';

const scope = 'aaaaaaaa-0000-4000-8000-000000000001';
const entry = (type: string, id: string, values: CatalogueEntry['values'] = {}, parent = ''): CatalogueEntry => ({
  ...{ id, scope, type, parent, values, deleted: false, conflicts: 0, behind: [], changedAt: 0 },
});
const people = [entry('person', 'ana', { name: 'Ana' }), entry('person', 'ana-2', { name: 'Ana', sameAs: 'ana' })];
const word = (id: string, says: string, more: Record<string, Json> = {}) =>
  entry(
    'consent',
    id,
    { person: 'ana', purpose: 'other-centres', says, day: '2030-01-02', by: 'Ines', ...more },
    String(more['person'] ?? 'ana'),
  );
const said = (...words: CatalogueEntry[]) =>
  consentsIn([...words, ...people])
    .words('ana', 'other-centres')
    .map(({ id }) => id);

test('[CO2] a word stands in the place of those that it names; of words that no other names a refusal counts first', () => {
  expect(said()).toEqual([]);
  expect(said(word('a', 'given'))).toEqual(['a']);
  expect(said(word('b', 'refused', { after: ['a'] }), word('a', 'given'))).toEqual(['b']);
  expect(
    said(word('a', 'given'), word('b', 'refused', { after: ['a'] }), word('c', 'given', { after: ['b'] })),
  ).toEqual(['c']);
  // Two laptops that did not hear of each other, in whatever order and by whatever clock.
  const apart = [word('c', 'given', { after: ['a'], day: '2031-01-01' }), word('b', 'refused', { after: ['a'] })];
  expect(said(word('a', 'given'), ...apart)).toEqual(['b', 'c']);
  expect(said(...apart.reverse(), word('a', 'given'))).toEqual(['b', 'c']);
  expect(said(word('d', 'given', { day: '2030-01-03' }), word('e', 'given'), word('f', 'given'))).toEqual([
    'd',
    'f',
    'e',
  ]);
  expect(said(word('f', 'given'), word('e', 'given'), word('d', 'given', { day: '2030-01-03' }))).toEqual([
    'd',
    'f',
    'e',
  ]);
  // A word of a newer edition that this one cannot read says nothing, and stands in the place of none; nor does another record.
  expect(said(word('g', 'perhaps'))).toEqual([]);
  expect(said(word('a', 'given'), word('b', 'given', { after: 'a' }))).toEqual(['b', 'a']);
  const note = { person: 'ana', purpose: 'other-centres', says: 'refused', after: ['a'] };
  expect(said(word('a', 'given'), entry('note', 'n', note, 'ana'))).toEqual(['a']);
  const told = entry('consent', 'h', { person: 'ana', purpose: 'other-centres', says: 'given' });
  const words = (...all: CatalogueEntry[]) => consentsIn([...all, ...people]).words('ana', 'other-centres');
  expect(words(told)).toEqual([{ id: 'h', says: 'given', day: '', by: '' }]);
  expect(words(word('a', 'given'))).toEqual([{ id: 'a', says: 'given', day: '2030-01-02', by: 'Ines' }]);
});

test('[CO2] what is said by one record of a person holds for all of theirs, for its purpose alone', () => {
  const consents = consentsIn([...people, word('a', 'refused', { person: 'ana-2' })]);
  const fact = (each: CatalogueEntry, purpose: 'other-centres' | 'learning-records' = 'other-centres') =>
    consents.factOf(each, purpose);
  expect(people.map((each) => fact(each))).toEqual(['refused', 'refused']);
  expect(fact(entry('enrolment', 'e', { person: 'ana' }))).toBe('refused');
  expect(fact(entry('enrolment', 'e', { person: 'ana' }), 'learning-records')).toBe('unsaid');
  expect(fact(entry('enrolment', 'e', { person: 'ben' }))).toBe('unsaid');
  expect(fact(entry('course', 'c'))).toBe('about-nobody');
});

test('[CO3] what hangs on a record about a person is about them too, and the file of a roster about everybody on it', () => {
  const file = (id: string, parent: string, purpose = 'original') =>
    entry('attachment', id, { purpose, mediaType: 'text/csv' }, parent);
  const on = (who: string, status = 'enrolled') => entry('enrolment', `e-${who}`, { person: who, status }, 's');
  const entries = [
    ...people,
    entry('session', 's', {}, 'course'),
    // Who was taken off the roster stands in the file as before.
    ...[on('ana', 'withdrawn'), on('ben'), file('roster', 's'), file('plan', 's', 'file')],
    ...[entry('session', 'other'), file('other-roster', 'other'), file('of-ana', 'ana', 'file')],
    file('of-place', 'e-ana', 'file'),
    // A ring is walked once.
    ...[entry('step', 'x', {}, 'y'), entry('step', 'y', {}, 'x')],
  ];
  const facts = (...words: CatalogueEntry[]) => {
    const consents = consentsIn([...entries, ...words]);
    const asked = ['roster', 'plan', 'other-roster', 'of-ana', 'of-place', 's', 'x'];
    return asked.map((id) => {
      const each = entries.find((one) => one.id === id);
      return each && consents.factOf(each, 'other-centres');
    });
  };
  const nobody = 'about-nobody';
  expect(facts()).toEqual(['unsaid', nobody, nobody, 'unsaid', 'unsaid', nobody, nobody]);
  expect(facts(word('a', 'refused'))).toEqual(['refused', nobody, nobody, 'refused', 'refused', nobody, nobody]);
  // One who agreed says nothing for the others of the roster.
  expect(facts(word('a', 'given'))).toEqual(['unsaid', nobody, nobody, 'given', 'given', nobody, nobody]);
  const both = [word('a', 'given'), word('b', 'given', { person: 'ben' })];
  expect(facts(...both)[0]).toBe('given');
});

test('[CO3] what may show people is about everybody who takes or took part in what it hangs on, a document about nobody', () => {
  const file = (id: string, parent: string, mediaType: string, purpose = 'file') =>
    entry('attachment', id, { purpose, mediaType }, parent);
  const photo = (id: string, parent: string) => file(id, parent, 'image/jpeg', 'photo');
  const by = (name: string, parent: string) => entry('run-event', `by-${name}`, { by: name }, parent);
  const entries = [
    ...['ana', 'ben', 'cem', 'dov', 'eva', 'fay'].map((id) => entry('person', id, { name: id.toUpperCase() })),
    entry('person', 'eva-2', { name: 'Éva' }),
    entry('session', 's', { instructors: ['Cem'] }, 'course'),
    entry('enrolment', 'e', { person: 'ana', status: 'withdrawn' }, 's'),
    entry('attendance-mark', 'm', { person: 'ben' }, 's'),
    ...[photo('of-session', 's'), file('film', 's', 'video/mp4'), file('plan', 's', 'application/pdf')],
    ...[entry('exercise', 'x', { players: ['Eva', 'Nobody'], director: 'dov' }), entry('conduct-event', 'o', {}, 'x')],
    photo('of-observation', 'o'),
    ...[entry('run', 'r', { leader: 'Dov' }, 'playbook'), by('Fay', 'r'), photo('of-run', 'r')],
    ...[entry('exercise', 'unnamed', { players: ['Nobody'] }), photo('of-unnamed', 'unnamed')],
    ...[entry('playbook', 'p'), photo('of-playbook', 'p'), file('imported', 'x', 'application/json', 'original')],
    // Of what is not said, or cannot be read, nobody took part; who is paid for it need not have been there.
    ...[entry('session', 's2', {}), entry('enrolment', 'e2', {}, 's2'), photo('of-nobody', 's2')],
    ...[entry('run', 'r2'), photo('of-new-run', 'r2'), entry('cost-entry', 'paid', { person: 'fay' }, 's')],
  ];
  const stays = (who: string) => {
    const consents = consentsIn([...entries, word('a', 'refused', { person: who })]);
    return entries.flatMap((one) =>
      one.type === 'attachment' && consents.factOf(one, 'other-centres') === 'refused' ? one.id : [],
    );
  };
  for (const who of ['ana', 'ben', 'cem']) expect([who, stays(who)]).toEqual([who, ['of-session', 'film']]);
  expect(stays('dov')).toEqual(['of-observation', 'of-run']);
  // Nobody knows which of the two is meant.
  for (const who of ['eva', 'eva-2']) expect([who, stays(who)]).toEqual([who, ['of-observation']]);
  expect(stays('fay')).toEqual(['of-run']);
  const facts = new Map(entries.map((one) => [one.id, consentsIn(entries).factOf(one, 'other-centres')]));
  expect([facts.get('of-session'), facts.get('s'), facts.get('plan')]).toEqual([
    'unsaid',
    'about-nobody',
    'about-nobody',
  ]);
  for (const id of ['of-unnamed', 'of-playbook', 'imported', 'of-nobody', 'of-new-run'])
    expect([id, facts.get(id)]).toEqual([id, 'about-nobody']);
});

test('[CO3] in a run its hand-overs count, in an exercise who conducted or rated, in a review who was there and of its subject', () => {
  const photo = (id: string, parent: string, values: Record<string, Json> = { purpose: 'photo' }) =>
    entry('attachment', id, values, parent);
  const entries = [
    ...['ana', 'ben', 'cem', 'dov', 'eva', 'fay'].map((id) => entry('person', id, { name: id.toUpperCase() })),
    // A comma may be part of the name itself.
    entry('person', 'gil', { name: 'Gil, the elder' }),
    { ...entry('person', 'ana-there', { name: 'Ana' }), scope: 'bbbbbbbb-0000-4000-8000-000000000001' },
    ...[entry('run', 'r', { leader: 'Ana (watch)' }, 'playbook'), photo('of-run', 'r')],
    entry('run-event', 'over', { kind: 'handed-over', by: 'Ana', to: 'Ben، ضابط المناوبة' }, 'r'),
    ...[entry('exercise', 'x', {}), entry('conduct-event', 'o', { by: 'Cem' }, 'x'), photo('of-observation', 'o')],
    entry('rating', 'rated', { by: 'Dov' }, 'x'),
    entry('review', 'w', { facilitator: 'Eva', participants: ['Fay, Mayor', 'Nobody'], subject: 'x' }),
    ...[
      entry('action', 'act', {}, 'w'),
      photo('of-action', 'act'),
      photo('film', 'w', { mediaType: '', purpose: 'file' }),
    ],
    // One that looks back on itself, or on another one, ends there.
    ...[entry('review', 'ring', { subject: 'ring', facilitator: 'Gil, the Elder' }), photo('of-ring', 'ring')],
  ];
  const stays = (who: string) => {
    const consents = consentsIn([...entries, word('a', 'refused', { person: who })]);
    return entries.flatMap((one) =>
      one.type === 'attachment' && consents.factOf(one, 'other-centres') === 'refused' ? one.id : [],
    );
  };
  expect(stays('ben')).toEqual(['of-run']);
  // One namesake in each scope: one of them is on it.
  for (const who of ['ana', 'ana-there']) expect(stays(who)).toEqual(['of-run']);
  for (const who of ['cem', 'dov']) expect(stays(who)).toEqual(['of-observation', 'of-action', 'film']);
  for (const who of ['eva', 'fay']) expect(stays(who)).toEqual(['of-action', 'film']);
  expect(stays('gil')).toEqual(['of-ring']);
});

test('[CO3] a package asks whoever took part, also where their record was deleted since', () => {
  const plan = planPackage(
    [
      { ...entry('person', 'ana', { name: 'Ana' }), deleted: true },
      word('a', 'refused'),
      ...[entry('exercise', 'x', { players: ['Ana'] }), entry('attachment', 'photo', { purpose: 'photo' }, 'x')],
    ],
    {
      ...{ grants: [{ person: 'p', scope, roles: ['steward'] }], at: 0, highest: 'TLP:RED', exercise: 'x' },
      ...{ withPeople: true, subPlaybooks: new Map(), today: '2030-05-05' },
      recipient: { centre: 'Lakes', agreements: [], today: '2030-05-05', centres: new Map([[scope, 'Coast']]) },
    },
  );
  expect(plan.rows.filter(({ type }) => type !== 'exercise').map(({ type, reason }) => [type, reason])).toEqual([
    ['attachment', 'consent'],
  ]);
});

test('[CO3] [CO5] what is about somebody who refused, or was not asked where the agreement asks, stays and is counted', () => {
  const by = { person: '0190f000-0000-7000-8000-0000000000aa', name: 'Ines', centre: 'Coast' };
  const agreementWith = (consent: boolean): Agreed[] => {
    const terms = {
      ...{
        title: 'T',
        reference: '',
        purpose: '',
        language: 'en',
        parties: ['Coast', 'Lakes'],
        kinds: ['person', 'session'],
      },
      ...{ ceiling: 'TLP:AMBER+STRICT', from: '2030-01-01', until: '2030-12-31', signatures: 1, by, at: 1, consent },
    };
    const record = '0190f000-0000-7000-8000-000000000001';
    const [agreed] = agreedFrom([{ type: 'agreement', record, value: terms }]);
    if (agreed === undefined) throw new Error('These are no terms.');
    const acts = ['Coast', 'Lakes'].map((centre, n) => ({
      ...{ does: 'sign', digest: agreed.digest, note: '', language: 'en', at: 2 },
      by: { person: `s${n}`, name: 'S', centre },
    }));
    return [{ ...agreed, acts: acts as Agreed['acts'] }];
  };
  const library = [
    ...['ana', 'ben', 'cid'].map((id) => entry('person', id, { name: id })),
    word('a', 'refused'),
    word('b', 'given', { person: 'ben' }),
    entry('attachment', 'photo', { purpose: 'photo' }, 'ana'),
    ...[entry('session', 's'), entry('enrolment', 'e', { person: 'ana' }, 's')],
    entry('attachment', 'roster', { purpose: 'original' }, 's'),
  ];
  const leaving = (agreements: readonly Agreed[] | null) => {
    const recipient = agreements && {
      ...{ centre: 'Lakes', agreements, today: '2030-05-05', centres: new Map([[scope, 'Coast']]) },
    };
    const plan = planExport(library, {
      ...{ grants: [{ person: 'p', scope, roles: ['steward'] }], at: 0, highest: 'TLP:RED', withDeleted: false },
      recipient: recipient ?? undefined,
    });
    const stays = plan.rows.flatMap(({ type, reason, records }) =>
      reason === null ? [] : [{ type, reason, records }],
    );
    return [plan.leaving.flatMap(({ type, id }) => (type === 'person' ? id : [])), stays];
  };
  expect(leaving(agreementWith(false))).toEqual([
    ['ben', 'cid'],
    [
      { type: 'attachment', reason: 'consent', records: 2 },
      { type: 'consent', reason: 'consent', records: 1 },
      { type: 'enrolment', reason: 'consent', records: 1 },
      { type: 'person', reason: 'consent', records: 1 },
    ],
  ]);
  expect(leaving(agreementWith(true))[0]).toEqual(['ben']);
  // For nobody else than who makes it, everything goes.
  expect(leaving(null)).toEqual([['ana', 'ben', 'cid'], []]);
});
