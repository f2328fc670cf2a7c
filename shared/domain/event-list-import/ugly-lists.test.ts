import { expect, test } from 'vitest';
import { inCodePage, inUtf16 } from '../../../test/support/in-encoding.ts';
import { xlsxFile } from '../../../test/support/xlsx-file.ts';
import { utf8 } from '../../base/bytes.ts';
import { bodyOf } from '../spreadsheet/header-row.ts';
import { readTableFile } from '../spreadsheet/read-table-file.ts';
import { findHeader, suggestColumns } from './event-columns.ts';
import { planEventList } from './plan-event-list.ts';

/** What the import makes of a file before anybody chooses anything. */
function planned(name: string, bytes: Uint8Array) {
  const file = readTableFile({ name, bytes });
  if (!file.ok) throw new Error(file.failure.why);
  const [table] = file.value.tables;
  if (table === undefined) throw new Error('no table');
  const { headings, rows } = bodyOf(table, findHeader(table.rows), 'unnamed');
  const mapping = suggestColumns(headings);
  const plan = planEventList(rows, mapping, { injects: [], objectives: [], begins: 540 });
  return { mapping, plan, encoding: file.value.decoded?.encoding, merged: table.merged };
}

/** What is said of each row: its verdict, its wall minute, and its notes. */
const told = ({ plan }: ReturnType<typeof planned>) =>
  plan.rows.map(({ verdict, values: { number, wallMinute }, notes }) => {
    const said = notes.map((note) => ('why' in note ? `${note.kind} ${note.why}` : note.kind));
    return [verdict, number, wallMinute ?? '-', ...said].join(' ');
  });

const russian =
  'Учение «Прилив»;;;\n№;Время;Вводная;Кому\n1;10:43;Очередь грузовиков;Застава\n2;позже;Звонок радио;Штаб\n3;;;\n';
const arabic = 'الرقم;التوقيت;العنوان;المستلم\n1;10:43;طابور من الشاحنات;المعبر\n2;;اتصال من الإذاعة;المقر\n';
const german =
  'Übung Flut\nNr.;Uhrzeit;Einlage;Empfänger\n1;10.43 Uhr;Schlange für Lkw;Grenzposten\n2;9 Uhr;Anruf des Bürgermeisters;Stab\n';
const chinese = '编号\t时间\t标题\t接收方\n1\t10点43分\t六十辆卡车排队\t边防站\n2\t下午 2:30\t电台来电\t指挥部\n';
const french =
  'N°;Heure;Titre;Destinataire\n1;10h43;File de camions;Poste frontière\n2;26/06/2026;Appel de la radio;État-major\n';

test.each([
  [
    'windows-1251',
    inCodePage(russian, 'windows-1251'),
    ['new 1 643', 'new 2 - wall not-a-time', 'refused 3 - no-words'],
  ],
  ['windows-1256', inCodePage(arabic, 'windows-1256'), ['new 1 643', 'new 2 - wall empty']],
  ['windows-1252', inCodePage(german, 'windows-1252'), ['new 1 643', 'new 2 540 earlier']],
  ['windows-1252', inCodePage(french, 'windows-1252'), ['new 1 643', 'new 2 - wall no-clock']],
  ['utf-16le', inUtf16(`\ufeff${chinese}`, true), ['new 1 643', 'new 2 870']],
  ['utf-16be', inUtf16(`\ufeff${russian}`, false), ['new 1 643', 'new 2 - wall not-a-time', 'refused 3 - no-words']],
  ['utf-8', utf8(`\ufeff${arabic}`), ['new 1 643', 'new 2 - wall empty']],
  ['utf-8', utf8(`sep=;\n${german.split('\n').slice(1).join('\n')}`), ['new 1 643', 'new 2 540 earlier']],
])(
  '[EX15] [EX32] a list in %s with semicolons or tabs is read, and what is wrong with a row is said',
  (encoding, bytes, rows) => {
    const read = planned('list.csv', bytes);
    expect(read.encoding).toBe(encoding);
    expect(read.mapping).toEqual(['number', 'wall', 'title', 'to']);
    expect(told(read)).toEqual(rows);
  },
);

test('[EX15] a workbook with merged cells, mixed dates and missing times says so of each row', () => {
  const rows = [
    ['Übung Flut'],
    ['Nr.', 'Datum', 'Zeit', 'Ereignis', 'An'],
    ['1', '26.06.2026', '10:43', 'Stau an der Brücke', 'Stab'],
    ['2', '', '11:00', 'Anruf'],
    ['3', '2026-06-27', '06:00', 'Lagebericht', 'Stab'],
    ['4', '06/07/2026', '07:00', 'Rückfrage', 'Stab'],
    ['5', '27.06.2026', '', 'Presse', 'Stab'],
    ['6', '28 июня', '08:00', 'Ablösung', 'Stab'],
  ];
  const read = planned('list.xlsx', xlsxFile({ MSEL: rows }, { merges: ['A1:E1', 'B3:B4', 'E3:E4'] }));
  expect(read.merged).toBe(2);
  expect(told(read)).toEqual([
    'new 1 643',
    'new 2 660',
    'new 3 1800',
    'new 4 - wall day-or-month',
    'new 5 - wall no-clock',
    'new 6 - wall not-a-time',
  ]);
  expect(read.plan.rows.map(({ values }) => values.to)).toEqual(Array.from({ length: 6 }, () => 'Stab'));
});

const scenario = {
  scenario_information: { scenario_name: 'Tidewatch' },
  scenario_teams: [{ team_id: 't1', team_name: 'Border post' }],
  scenario_injects: [
    { inject_title: 'Radio asks', inject_depends_duration: 5_400, inject_all_teams: true, inject_city: 'Sarn' },
    {
      inject_title: 'A queue of lorries',
      inject_depends_duration: 600,
      inject_teams: ['t1'],
      inject_content: { subject: 'Queue', body: 'Sixty lorries, standing.' },
      inject_injector_contract: { convertedContent: { config: { label: { en: 'Email' } } } },
    },
    'not an inject',
  ],
};

test('[EX32] the JSON of a scenario is read as a list in the order of its times; any other JSON is refused whole', () => {
  const { plan } = planned('scenario.json', utf8(JSON.stringify(scenario, null, 2)));
  expect(plan.hasOffsets).toBe(true);
  expect(plan.rows.map(({ values }) => values)).toMatchObject([
    { number: '1', wallMinute: 550, title: 'A queue of lorries', to: 'Border post', method: 'e-mail' },
    { number: '2', wallMinute: 630, title: 'Radio asks', to: 'Border post', place: 'Sarn' },
  ]);
  expect(plan.rows[0]?.values.message).toBe('Queue\n\nSixty lorries, standing.');
  const odd = [-60, 'Infinity'].map((inject_depends_duration) => ({ inject_title: 'Odd', inject_depends_duration }));
  const { rows } = planned('odd.json', utf8(JSON.stringify({ ...scenario, scenario_injects: odd }))).plan;
  expect(rows.map(({ values }) => values.wallMinute)).toEqual([540, 540]);
  const refused = (json: unknown) => {
    const read = readTableFile({ name: 'other.json', bytes: utf8(JSON.stringify(json, null, 2)) });
    return read.ok ? null : read.failure.why;
  };
  expect([refused({ a: [1] }), refused([1, 2]), refused({ scenario_injects: [] })]).toEqual([
    'not-xlsx',
    'not-xlsx',
    'no-rows',
  ]);
});
