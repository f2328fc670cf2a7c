import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inCodePage, inGbk, inUtf16 } from '../../../test/support/in-encoding.ts';
import { utf8 } from '../../base/bytes.ts';
import { findRosterHeader, suggestMapping } from './column-mapping.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { readDates } from './read-dates.ts';

const russian = 'Имя;Организация\nАнтон Гребнев;Толмара\nКсения Рузова;Толмара\n';
const arabic = 'الاسم;الجهة\nأمل برادة;ساحل الحماض\nكريم النصراوي;ساحل الحماض\n';
const chinese =
  '姓名,拼音,单位\n欧阳雪琪,Ouyang Xueqi,公安局\n朱镕基,Zhu Rongji,边境检查站（北）\n王昊,Wang Hao,消防队\n';
const french = 'Nom;Prénom;Fonction\nLefèvre;Renée;Chargée d’études\nMüller;José;Élève\n';

test.each<[string, Uint8Array, Encoding, string, string]>([
  ['UTF-8', utf8(arabic), 'utf-8', 'valid', arabic],
  ['UTF-8 with a mark', utf8(`\ufeff${arabic}`), 'utf-8', 'marked', arabic],
  ['UTF-16 with a mark', inUtf16(`\ufeff${russian}`, true), 'utf-16le', 'marked', russian],
  ['UTF-16 big-endian without one', inUtf16(french, false), 'utf-16be', 'guessed', french],
  ['windows-1251', inCodePage(russian, 'windows-1251'), 'windows-1251', 'guessed', russian],
  ['windows-1256', inCodePage(arabic, 'windows-1256'), 'windows-1256', 'guessed', arabic],
  ['windows-1252', inCodePage(french, 'windows-1252'), 'windows-1252', 'guessed', french],
  ['GBK', inGbk(chinese), 'gb18030', 'guessed', chinese],
])('%s is read and said how surely', (_, bytes, encoding, certainty, text) => {
  expect(decodeText(bytes)).toEqual({ text, encoding, certainty, unreadable: 0 });
});

test.each([
  [
    'de',
    'Teilnehmerliste\nNachname;Vorname;Dienststelle;Dienstgrad;Anmeldedatum\nMüller;Jürgen;Küste;Rat;01.03.2026\n',
    'windows-1252',
  ],
  [
    'ru',
    'Список участников\nФамилия;Имя;Организация;Звание;Дата\nГребнев;Антон;Толмара;майор;01.03.2026\n',
    'windows-1251',
  ],
] as const)(
  'a roster of an office (%s) has a title, semicolons and an old encoding, and is read all the same',
  (_, text, page) => {
    const { rows, delimiter } = readCsv(decodeText(inCodePage(text, page)).text);
    expect([delimiter, rows.length, findRosterHeader(rows)]).toEqual([';', 3, 1]);
    expect(suggestMapping(rows[1]?.cells ?? [])).toEqual([
      'familyName',
      'givenName',
      'organisation',
      'role',
      'registeredOn',
    ]);
    expect(readDates([rows[2]?.cells[4] ?? ''])).toEqual([{ kind: 'date', date: '2026-03-01' }]);
  },
);

test('no text of another alphabet is taken for Chinese, however its words are cut', () => {
  const pages = {
    'windows-1251': [...'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ'],
    'windows-1256': [...'ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإؤئ'],
    'windows-1252': [...'abcdefghijklmnopqrstuvwxyzéèàâêîôûçñáíóúäöüßÉÈÀÄÖÜ'],
  } as const;
  for (const [page, letters] of Object.entries(pages) as [keyof typeof pages, string[]][]) {
    // Words of an even number of letters alone: their bytes fall in pairs.
    const letter = fc.constantFrom(...letters);
    const word = fc
      .array(fc.tuple(letter, letter), { minLength: 1, maxLength: 6 })
      .map((pairs) => pairs.flat().join(''));
    const rows = fc.array(fc.tuple(word, word), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(rows, (names) => {
        const text = names.map((cells) => cells.join(';')).join('\n');
        expect(decodeText(inCodePage(text, page)).encoding).not.toBe('gb18030');
      }),
    );
  }
});

test('a Chinese roster in GBK has its headings and its rows, and a file that was cut is still read', () => {
  const bytes = inGbk(chinese.repeat(100));
  const { rows } = readCsv(decodeText(inGbk(chinese)).text);
  expect(suggestMapping(rows[0]?.cells ?? [])).toEqual(['name', 'transliteration', 'organisation']);
  expect(rows[2]?.cells).toEqual(['朱镕基', 'Zhu Rongji', '边境检查站（北）']);
  expect(decodeText(bytes.subarray(0, bytes.length - 2))).toMatchObject({ encoding: 'gb18030', unreadable: 1 });
});

const russianLine = 'Гребнев;Антон;Толмара;майор\n';

test('UTF-8 in which a little is broken is UTF-8 still: a line in another encoding, or an end that was cut', () => {
  const mixed = [utf8(russianLine.repeat(20)), inCodePage('Renée\n', 'windows-1252'), utf8(russianLine)];
  const whole = Uint8Array.from(mixed.flatMap((part) => [...part]));
  expect(decodeText(whole)).toMatchObject({ encoding: 'utf-8', certainty: 'guessed', unreadable: 1 });
  for (const text of [russianLine, chinese.replace(/.\n$/u, '')]) {
    const bytes = utf8(text.trimEnd());
    expect(decodeText(bytes.subarray(0, bytes.length - 1)).encoding).toBe('utf-8');
  }
});

test('a Chinese file that is short and was cut in a character is Chinese still', () => {
  const bytes = inGbk(chinese.trimEnd());
  expect(decodeText(bytes.subarray(0, bytes.length - 1)).encoding).toBe('gb18030');
});

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

test.each<[string, Uint8Array]>([
  // Rosters of four people each: name, office and rank.
  [
    'EUC-KR',
    bytesOf(
      'c0ccb8a72cbcd2bcd32cc1f7b1de0ab1e8b9cebcf62cbcadbfefc1f6b9e6b0e6c2fbc3bb2cb0e6c0a70ac0ccbfb5c8f12cbacebbeabcd2b9e6babbbace2cbcd2b9e6b1b30ab9dac1f6c8c62cc0cec3b5c7d8bee7b0e6c2fbbcad2cb0e6bbe70ac3d6bcf6c1f82cb4ebc0fcbdc3c3bb2cc1d6b9abb0fc0a',
    ),
  ],
  [
    'EUC-JP',
    bytesOf(
      'bbe1ccbe2cbdeac2b02cb3acb5e90abab4c6a3b7f2b0ec2cc5ecb5febec3cbc9c4a32cbec3cbc9bbcec4b90aceebccdab2d6bbd22cbfc0c6e0c0eeb8a9b7d9bba1cbdcc9f42cbde4babac9f4c4b90ab9e2b6b6c2e7cae52cb3a4bee5caddb0c2c4a32cbce7c7a40ac5c4c3e6c8febae92cb2a3c9cdbbd4ccf2bdea2cb7b8c4b90a',
    ),
  ],
  [
    'Shift-JIS',
    bytesOf(
      '8e8196bc2c8f8a91ae2c8a4b8b890a8db293a18c9288ea2c938c8b9e8fc1966892a12c8fc196688e6d92b70a97e996d889d48e712c905f93de90ec8ca78c788e40967b95942c8f848db8959492b70a8d828bb491e595e32c8a438fe395db88c092a12c8ee594430a9363928694fc8de72c89a1956c8e7396f08f8a2c8c5792b70a',
    ),
  ],
  [
    'Big5',
    bytesOf(
      'a96da6572cb3e6a6ec2cc2beafc50ab3afa7d3a9fa2cbb4fa55fa5abac46a9b2c4b5b9eea7bd2cc4b5adfb0aaa4cb251aae22cb0aab6afa5abaef8a8bea7bd2cb6a4adfb0ab6c0ab54b3c72caefca8b5b8702cacecadfb0ab169b6aeb4402cbdc3a5cdbad6a751b3a12cb14dadfb0a',
    ),
  ],
  ['Ukrainian', inCodePage('Ім’я;Установа\nСергій Ґудзь;Київ\nЄва Їжакевич;Львів\nПётр Ёлкин;Рівне\n', 'windows-1251')],
  ['Persian', inCodePage('نام;سازمان\nپرويز چمران;گرگان\nژاله پاک;کرج\nگيتي پژمان;چالوس\n', 'windows-1256')],
])('a roster in %s is not taken for Chinese names', (_, bytes) => {
  expect(decodeText(bytes).encoding).not.toBe('gb18030');
});

test('an encoding chosen by a person is used, and what it cannot read is counted', () => {
  const read = decodeText(inCodePage('Renée', 'windows-1252'), 'utf-8');
  expect(read).toEqual({ text: 'Ren\ufffde', encoding: 'utf-8', certainty: 'chosen', unreadable: 1 });
});

test('no bytes make the reader throw or lose a row', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { rows } = readCsv(decodeText(bytes).text);
      expect(rows.every(({ cells }) => cells.some((cell) => cell !== ''))).toBe(true);
    }),
  );
});

test('what RFC 4180 writes is read back, whatever is in the cells', () => {
  const cell = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', 'ش') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (table) => {
      const text = table.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
      const trimmed = table
        .map((row) => row.map((each) => each.trim()))
        .filter((row) => row.some((each) => each !== ''));
      expect(readCsv(text, ',').rows.map(({ cells }) => cells)).toEqual(trimmed);
    }),
  );
});

test.each([
  ['a,b\n1,2', ','],
  ['a;b\n"1,5";2', ';'],
  ['a\tb\n1, 2\t3', '\t'],
  ['sep=|\na|b\n1|2', '|'],
])('the delimiter of %j is found', (text, delimiter) => {
  expect(readCsv(text).delimiter).toBe(delimiter);
  expect(readCsv(text).rows[0]?.cells).toEqual(['a', 'b']);
});

test('ragged rows, line numbers and a quote that is never closed are told', () => {
  const { rows } = readCsv('a,b\n"x\ny",1\n\nonly\n"open,2\n', ',');
  expect(rows.map(({ line, cells, isUnclosed }) => [line, cells.length, isUnclosed])).toEqual([
    [1, 2, false],
    [2, 2, false],
    [5, 1, false],
    [6, 1, true],
  ]);
});

test.each([
  [
    ['First Name', 'Last Name', 'Organisation', 'Email'],
    ['givenName', 'familyName', 'organisation', 'email'],
  ],
  [
    ['الاسم الكامل', 'الجهة', 'الرتبة'],
    ['name', 'organisation', 'role'],
  ],
  [
    ['Nombre completo', 'Organización', 'Cargo', 'Correo electrónico'],
    ['name', 'organisation', 'role', 'email'],
  ],
  [
    ['Nom', 'Prénom', 'Courriel'],
    ['familyName', 'givenName', 'email'],
  ],
  [
    ['ФИО', 'Должность', 'Дата'],
    ['name', 'role', 'registeredOn'],
  ],
  [
    ['姓名', '拼音', '单位'],
    ['name', 'transliteration', 'organisation'],
  ],
  [
    ['Name', 'Name', 'Shoe size'],
    ['name', null, null],
  ],
])('the headings %j are understood', (header, mapping) => {
  expect(suggestMapping(header)).toEqual(mapping);
});

test('dates of three kinds in one column are flagged, not guessed; ISO says what it means', () => {
  expect(readDates(['2026-11-23', '23.11.2026', '11/23/2026', ''])).toEqual([
    { kind: 'date', date: '2026-11-23' },
    { kind: 'flagged', why: 'mixed' },
    { kind: 'flagged', why: 'mixed' },
    { kind: 'empty' },
  ]);
});

test('a column shows by itself whether the day or the month comes first, or stays open', () => {
  expect(readDates(['03/04/2026', '23/04/2026'])[0]).toEqual({ kind: 'date', date: '2026-04-03' });
  expect(readDates(['03/04/2026', '04/23/2026'])[0]).toEqual({ kind: 'date', date: '2026-03-04' });
  expect(readDates(['03/04/2026'])[0]).toEqual({ kind: 'flagged', why: 'ambiguous' });
});

test('once a person says which number comes first, a column of three kinds is read, and no other way', () => {
  const column = ['2026-11-23', '04.11.2026', '11/04/2026', '23/11/2026', 'soon'];
  const read = (order: 'day' | 'month') =>
    readDates(column, order).map((each) => ('date' in each ? each.date : each.kind));
  expect(read('day')).toEqual(['2026-11-23', '2026-11-04', '2026-04-11', '2026-11-23', 'flagged']);
  expect(read('month')).toEqual(['2026-11-23', '2026-11-04', '2026-11-04', 'flagged', 'flagged']);
});

test('a day that no calendar has is unreadable', () => {
  expect(readDates(['2026-02-30', '31-Nov-2026'])).toEqual([
    { kind: 'flagged', why: 'unreadable' },
    { kind: 'flagged', why: 'mixed' },
  ]);
  expect(readDates(['15-Oct-2019'])).toEqual([{ kind: 'date', date: '2019-10-15' }]);
  expect(readDates(['43753'])).toEqual([{ kind: 'date', date: '2019-10-15' }]);
});
