import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../../test/sim/seeded.ts';
import { injectView } from '../../../test/support/conduct-drafts.ts';
import type { Objective } from '../conduct/objective.ts';
import { readCsv } from '../roster-import/read-csv.ts';
import { draftsOfEventList } from './drafts-of-event-list.ts';
import { type EventMapping, findHeader, suggestColumns } from './event-columns.ts';
import { type EventListAround, planEventList } from './plan-event-list.ts';
import { readKind, readMethod } from './read-method.ts';

const around: EventListAround = { injects: [], objectives: [], begins: 540 };

/** The plan of a list that has its headings in the first row. */
function planned(text: string, more: Partial<EventListAround> = {}) {
  const [header, ...rows] = readCsv(text).rows;
  return planEventList(rows, suggestColumns(header?.cells ?? []), { ...around, ...more });
}

const notesOf = (plan: ReturnType<typeof planned>) =>
  plan.rows.map(({ notes }) => notes.map((note) => ('why' in note ? `${note.kind} ${note.why}` : note.kind)).join());

test.each([
  ['en', 'No.,Wall time,Scenario time,Event,Inject text,Expected player action,From,To,Delivery method,Objective'],
  ['fr', 'N°,Heure réelle,Heure du scénario,Titre,Contenu,Réaction attendue,Émetteur,Destinataire,Moyen,Objectif'],
  ['es', 'Nº,Hora real,Hora del escenario,Título,Mensaje,Acción esperada,De,Para,Medio,Objetivo'],
  ['ru', '№,Реальное время,Время сценария,Вводная,Содержание,Ожидаемые действия,От кого,Кому,Способ передачи,Цель'],
  ['ar', 'الرقم,التوقيت الفعلي,توقيت السيناريو,العنوان,النص,الإجراء المتوقع,من,إلى,الوسيلة,الهدف'],
  ['de', 'Nr.,Echtzeit,Szenariozeit,Einlage,Wortlaut,Erwartete Maßnahme,Von,An,Übermittlung,Übungsziel'],
  ['zh', '编号,实际时间,情景时间,标题,内容,预期行动,来自,发给,方式,目标'],
])('[EX14] headings in %s are known', (_, header) => {
  expect(suggestColumns(header.split(','))).toEqual([
    ...['number', 'wall', 'scenario', 'title', 'message', 'expected', 'from', 'to', 'method', 'objective'],
  ]);
});

test('[EX14] the headings are found under a title, and a list without any has none', () => {
  const cells = (...each: string[]) => ({ cells: each });
  expect(findHeader([cells('Exercise Tidewatch'), cells('TLP:AMBER', 'Time'), cells('No.', 'Time', 'Event')])).toBe(2);
  // its first row has words that could be headings, and a day and a number that could not
  const first = cells('Send an SMS', 'J-60', 'subject', 'description', 'expectation', '100');
  expect(findHeader([first, cells('Send a mail', 'J-30', 'team2')])).toBeNull();
});

test('[EX15] what cannot be read of a row is said of that row, and nothing is guessed', () => {
  const plan = planned(
    [
      'No.,Time,Event,From',
      '1,10:00,Alarm,Control',
      ',10:05,No number',
      '3,later,No time,Control',
      '4,,When called for,Control,more',
      '5,09:00,Out of order,Control',
      '6,10:10,,Control',
      '5,10:20,Five again,Control',
      '1,10:00,ALARM,Control',
    ].join('\n'),
  );
  expect(notesOf(plan)).toEqual([
    ...['', 'too-few-cells,numbered', 'wall not-a-time', 'too-many-cells,wall empty', 'earlier'],
    ...['no-words', 'number-taken', ''],
  ]);
  expect(plan.counts).toEqual({ new: 6, same: 1, refused: 1 });
  expect(plan.rows[1]?.values).toMatchObject({ number: '7', wallMinute: 605 });
});

test('[EX14] a list without numbers or short words: long words are the title too, times from the start begin when told', () => {
  const plan = planned('Time;Description\n+0:15;"A long text\nof two lines"\n+0:30;Short');
  expect(plan.hasOffsets).toBe(true);
  expect(
    plan.rows.map(({ values: { number, title, message, wallMinute } }) => [number, title, message, wallMinute]),
  ).toEqual([
    ['1', 'A long text', 'A long text\nof two lines', 555],
    ['2', 'Short', '', 570],
  ]);
});

test('[EX14] an objective is known by its words or its place; another one is said and left out', () => {
  const objectives = [
    { id: 'o1', text: { en: 'One channel', fr: 'Un seul canal' } },
    { id: 'o2', text: { en: 'Ten minutes' } },
  ] as unknown as readonly Objective[];
  const plan = planned('Event,Objective\nA,un seul CANAL\nB,Obj. 2\nC,9\nD,\nE,Other', { objectives });
  expect(plan.rows.map(({ values }) => values.objective)).toEqual(['o1', 'o2', undefined, undefined, undefined]);
  expect(notesOf(plan)).toEqual([
    'numbered',
    'numbered',
    'objective-unknown,numbered',
    'numbered',
    'objective-unknown,numbered',
  ]);
});

test.each([
  ['Phone call', 'phone'],
  ['SMS text message', 'text-message'],
  ['Appel téléphonique', 'phone'],
  ['по телефону', 'по телефону'],
  ['Телефон', 'phone'],
  ['电话通知', 'phone'],
  ['بريد إلكتروني', 'e-mail'],
  ['carrier pigeon', 'carrier pigeon'],
])('%s is delivered by %s', (cell, method) => expect(readMethod(cell)).toBe(method));

test('an inject is one unless its list says that it waits to be called for, or is what players do', () => {
  expect(['Contingency inject', 'Expected Player Action', 'Inject', '', 'Вводная'].map(readKind)).toEqual([
    ...['contingency', 'expected-action', 'inject', 'inject', 'inject'],
  ]);
});

const place = { scope: 's', exercise: 'e', language: 'en', clock: { now: () => 0 }, random: seeded(1) };

test('[EX14] the same file a second time changes nothing, and what is there is never overwritten', () => {
  const text = 'No.,Time,Event\n1,10:00,Alarm\n2,10:05,Second alarm';
  const injects = planned(text).rows.map(({ values }, at) =>
    injectView(`i${at}`, { ...values, title: { en: values.title } } as never),
  );
  expect(planned(text, { injects }).counts).toEqual({ new: 0, same: 2, refused: 0 });
  const changed = planned('No.,Time,Event\n1,10:00,Another alarm', { injects });
  expect([changed.counts.new, notesOf(changed)]).toEqual([1, ['number-taken']]);
  const made = draftsOfEventList(changed.rows, place);
  expect(made.ok && made.value.every(({ kind, supersedes }) => supersedes.length === 0 && kind !== 'delete')).toBe(
    true,
  );
});

const columns = ['number', 'date', 'wall', 'scenario', 'title', 'message', 'objective', 'kind', null] as const;

test('[EX14] whatever a file holds, every row has its verdict and the new ones can be saved', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('10:43', 'Day 2 06:18', '+15', '26/06/2024', 'Alarm', '1'),
  );
  const rows = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 });
  const mapping = fc.shuffledSubarray([...columns]) as fc.Arbitrary<EventMapping>;
  fc.assert(
    fc.property(rows, mapping, (cells, given) => {
      const plan = planEventList(
        cells.map((each, at) => ({ line: at + 2, cells: each })),
        given,
        around,
      );
      expect(plan.rows.length).toBe(cells.length);
      expect(plan.counts.new + plan.counts.same + plan.counts.refused).toBe(cells.length);
      expect(draftsOfEventList(plan.rows, place).ok).toBe(true);
    }),
  );
});
