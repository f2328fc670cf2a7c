import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { textOfUtf8 } from '../../base/bytes.ts';
import { walkXml } from './docx-parts.ts';
import type { Outline } from './outline.ts';
import { readDocx } from './read-docx.ts';
import { type DocxBlock, type DocxPaper, writeDocx } from './write-docx.ts';

const paper: DocxPaper = {
  title: 'Report',
  language: 'ar',
  isRightToLeft: true,
  marking: 'TLP:AMBER+STRICT',
  foot: 'Made on a laptop',
  page: ['Page ', ' of ', '.'],
};
const partsOf = (file: Uint8Array) =>
  new Map(Object.entries(unzipSync(file)).map(([path, bytes]) => [path, textOfUtf8(bytes) ?? '']));
const silent = { open() {}, close() {}, text() {} };

test('the mark stands in header and footer with the pages, and text runs where its language does', () => {
  const parts = partsOf(writeDocx([{ kind: 'fact', term: 'Place', text: 'رصيف الميناء' }], paper));
  for (const part of ['word/header1.xml', 'word/footer1.xml']) expect(parts.get(part)).toContain(' TLP:AMBER+STRICT ');
  expect(parts.get('word/footer1.xml')).toMatch(/Page .*PAGE.* of .*NUMPAGES/);
  const document = parts.get('word/document.xml') ?? '';
  expect(document).toContain('<w:p><w:pPr><w:bidi/></w:pPr>');
  expect(document).toContain('<w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">رصيف الميناء</w:t>');
  expect(document).not.toContain('<w:rtl/></w:rPr><w:t xml:space="preserve">Place');
});

test('whatever people wrote stays text: signs of XML, control characters, half letters, line breaks', () => {
  const ugly = 'a < b & "c"\u0000\u0008\ufffe\ud800 </w:t>\nsecond\r\nthird';
  const blocks: DocxBlock[] = [
    { kind: 'title', text: ugly },
    { kind: 'table', rows: [[ugly, 'x'], ['y']] },
    { kind: 'table', rows: [] },
  ];
  const parts = partsOf(writeDocx(blocks, { ...paper, title: ugly, foot: ugly }));
  for (const [path, xml] of parts) expect([path, walkXml(path, xml, silent)]).toEqual([path, null]);
  expect(parts.get('word/document.xml')).toContain('a &lt; b &amp; &quot;c&quot; &lt;/w:t&gt;</w:t><w:br/>');
});

test('what is written is read back by the reader of documents, and is the same bytes each time', () => {
  const blocks: DocxBlock[] = [
    { kind: 'heading', level: 1, text: 'Steps' },
    { kind: 'heading', level: 2, text: '1. Log the report' },
    { kind: 'text', text: 'Done' },
  ];
  const file = writeDocx(blocks, paper);
  expect(file).toEqual(writeDocx(blocks, paper));
  const { blocks: read } = readDocx(file) as Outline;
  expect(JSON.stringify(read)).toContain('1. Log the report');
});
