/** Tables as they should not be, written for this project: what each of their rows becomes. */
import { utf8 } from '../../shared/base/bytes.ts';
import type { RowNote, RowVerdict } from '../../shared/domain/roster-import/plan-roster.ts';
import { inCodePage, inGbk, inUtf16 } from '../support/in-encoding.ts';
import { xlsxFile } from '../support/xlsx-file.ts';

interface UglyRoster {
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly verdicts: readonly RowVerdict[];
  readonly notes: readonly RowNote['kind'][];
  readonly names?: readonly string[];
}

export const uglyRosters: readonly UglyRoster[] = [
  {
    what: 'UTF-8 with a mark, semicolons and quotes inside quotes',
    bytes: utf8('\ufeffName;Organisation\r\n"Hana ""Hani"" Tesfaro";"Coast; north"\r\n'),
    verdicts: ['new'],
    notes: [],
    names: ['Hana "Hani" Tesfaro'],
  },
  {
    what: 'UTF-16 as Excel writes it, tabs between',
    bytes: inUtf16('\ufeffИмя\tДолжность\r\nАнтон Гребнев\tкапитан\r\n', true),
    verdicts: ['new'],
    notes: [],
    names: ['Антон Гребнев'],
  },
  {
    what: 'windows-1251 without a word about it',
    bytes: inCodePage('ФИО;Организация\nКсения Рузова;Толмара\nПавел Гренко;Толмара\n', 'windows-1251'),
    verdicts: ['new', 'new'],
    notes: [],
    names: ['Ксения Рузова', 'Павел Гренко'],
  },
  {
    what: 'windows-1256 without a word about it',
    bytes: inCodePage('الاسم;الجهة\nأمل برادة;الساحل\nكريم النصراوي;الساحل\n', 'windows-1256'),
    verdicts: ['new', 'new'],
    notes: [],
    names: ['أمل برادة', 'كريم النصراوي'],
  },
  {
    what: 'GBK without a word about it, as a Chinese office writes it',
    bytes: inGbk('姓名,单位\n欧阳雪琪,边境检查站\n朱镕基,公安局\n'),
    verdicts: ['new', 'new'],
    notes: [],
    names: ['欧阳雪琪', '朱镕基'],
  },
  {
    what: 'ragged rows: too short, too long, empty, a quote that never ends',
    bytes: utf8('Name,Organisation\nIgor\n\nQiu Mei,Quellmark,more\n,Tolmara\n"Anna,Tolmara\nBoris,Tolmara\n'),
    verdicts: ['new', 'new', 'refused', 'refused'],
    notes: ['too-few-cells', 'too-many-cells', 'too-few-cells', 'unclosed-quote'],
  },
  {
    what: 'the same heading twice and one without words: the first is the name, the rest is left out',
    bytes: utf8('Name,Name,,Email\nAmal Berrada,Somebody Else,x,amal@coast.example\n'),
    verdicts: ['new'],
    notes: [],
    names: ['Amal Berrada'],
  },
  {
    what: 'dates of three kinds in one column are asked about, an address that is none is left out',
    bytes: utf8('Name,Date,Email\nA One,2026-11-23,one\nB Two,23.11.2026,b@x.example\nC Three,11/23/2026,\n'),
    verdicts: ['new', 'new', 'new'],
    notes: ['email-invalid', 'date', 'date'],
  },
  {
    what: 'somebody twice, once in capitals and with spaces, and a name longer than any',
    bytes: utf8(`Name,Organisation\nAmal Berrada,Coast\n AMAL  BERRADA ,coast\n${'x'.repeat(600)},Coast\n`),
    verdicts: ['new', 'repeated', 'refused'],
    notes: ['too-long'],
  },
  {
    what: 'cells that a spreadsheet would run are names like others',
    bytes: utf8('Name\n=HYPERLINK("x")\n@cmd\n'),
    verdicts: ['new', 'new'],
    notes: [],
    names: ['=HYPERLINK("x")', '@cmd'],
  },
  {
    what: 'a workbook with a title, a mark and an empty row over its headings',
    bytes: xlsxFile({
      Liste: [
        ['Formation aux preuves, 23 novembre 2026'],
        ['TLP:AMBER'],
        [],
        ['N°', 'Nom', 'Prénom', 'Organisation', 'Courriel'],
        [1, 'Lefèvre', 'Renée', 'Côte', 'renee@cote.example'],
        [2, 'أمل برادة', null, 'Côte'],
      ],
    }),
    verdicts: ['new', 'new'],
    notes: ['too-few-cells'],
    names: ['Renée Lefèvre', 'أمل برادة'],
  },
  {
    what: 'a workbook whose organisation is merged over its people, and which merges a person over two rows',
    bytes: xlsxFile(
      {
        Roster: [
          ['Organisation', 'Name', 'Note'],
          ['Tolmara', 'Anna', 'x'],
          [null, 'Boris', 'x'],
          [null, null, 'second day'],
        ],
      },
      { merges: ['A2:A4', 'B3:B4'] },
    ),
    verdicts: ['new', 'new', 'repeated'],
    notes: [],
    names: ['Anna', 'Boris', 'Boris'],
  },
  {
    what: 'a workbook with days as days, as days with a time and as words: only the words are asked about',
    bytes: xlsxFile({
      Roster: [
        ['Name', 'Date'],
        ['A One', { value: 45_469, style: 1 }],
        ['B Two', { value: 45_469.378_472_22, style: 3 }],
        ['C Three', '03/04/2026'],
        ['D Four', 'soon'],
      ],
    }),
    verdicts: ['new', 'new', 'new', 'new'],
    notes: ['date', 'date'],
  },
];

/** One name, and the same one with marks in it that nobody sees. */
export const hiddenMarkNames: readonly string[] = [
  'أمل برادة',
  '\u202bأمل برادة\u202c',
  'أمل\u200f برادة',
  '\u2067أمل برادة\u2069',
  'أمل برا\u200bدة',
];
