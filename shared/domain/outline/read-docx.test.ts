import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { docxFile, paragraph } from '../../../test/support/docx-file.ts';
import { readPlaybookFile } from '../cacao/read-playbook-file.ts';
import { partLimit } from './docx-parts.ts';
import { readDocx } from './read-docx.ts';

const read = (bytes: Uint8Array) => readPlaybookFile('plan.docx', bytes);
const refusal = (bytes: Uint8Array) => read(bytes).reasons.map(({ code, values }) => [code, values.part]);

test('headings by style, by a style based on one, and numbered lists by their numbering', () => {
  const body = [
    paragraph('Stolen laptop', { style: 'Title' }),
    paragraph('Report', { style: 'Berschrift1' }),
    paragraph('At once.'),
    paragraph('Call the officer', { list: '1' }),
    paragraph('by telephone', { list: '1:1' }),
    paragraph('Write', { list: '1' }),
    paragraph('a remark', { list: '2' }),
    paragraph('Lock', { style: 'Own' }),
    paragraph(
      '<w:r><w:t>Now</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>!</w:t></w:r></w:ins>',
    ),
  ].join('');
  const [document] = read(docxFile(body)).documents;
  expect(document?.title).toBe('Stolen laptop');
  expect(document?.plan?.steps.map(({ name, description, actions }) => [name, description, ...actions])).toEqual([
    ['Report', 'At once.\n\n• a remark', 'Call the officer\n  • by telephone', 'Write'],
    ['Lock', 'Now!'],
  ]);
});

test('a table becomes lines, bold lines are headings where there are no others, and pictures are counted', () => {
  const bold = '<w:r><w:rPr><w:b/></w:rPr><w:t>Prepare</w:t></w:r>';
  const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
  const body = `${paragraph(bold)}<w:tbl><w:tr>${cell('Who')}${cell('Officer')}</w:tr></w:tbl>${paragraph('<w:r><w:drawing/></w:r>')}`;
  const { documents, reasons } = read(docxFile(body));
  expect(documents[0]?.plan?.steps).toEqual([{ name: 'Prepare', description: 'Who · Officer', actions: [], line: 1 }]);
  expect(reasons.map(({ code }) => code).sort()).toEqual(['headings-from-bold', 'images-left-out', 'tables-flattened']);
});

test.each<[string, Uint8Array, string, string | undefined]>([
  ['another ZIP', zipSync({ 'a.txt': strToU8('a') }), 'docx-foreign', undefined],
  ['macros', docxFile(paragraph('a'), { 'word/vbaProject.bin': 'x' }), 'docx-macros', 'word/vbaProject.bin'],
  ['a cut file', docxFile(paragraph('a')).subarray(0, 300), 'docx-damaged', 'ZIP'],
  ['XML that is none', docxFile('<w:p>'), 'xml-broken', 'word/document.xml'],
  ['elements without end', docxFile('<w:p>'.repeat(100_000)), 'xml-too-deep', 'word/document.xml'],
  ['styles that are none', docxFile(paragraph('a'), { 'word/styles.xml': '<a' }), 'xml-broken', 'word/styles.xml'],
])('%s is refused with the reason and the part', (_name, bytes, code, part) => {
  expect(refusal(bytes)).toEqual([[code, part]]);
});

test.each([
  ['an external entity', '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
  ['entities that multiply', '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'],
  ['an external document type', '<!DOCTYPE w:document SYSTEM "http://192.0.2.1/x.dtd">'],
])('%s is refused before anything is expanded or fetched', (_name, before) => {
  expect(refusal(docxFile(paragraph('<w:r><w:t>&x;&b;</w:t></w:r>'), {}, before))).toEqual([
    ['xml-doctype', 'word/document.xml'],
  ]);
});

/** The size that the directory of the ZIP announces for its largest file. */
function announcing(bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 90_000)
      view.setUint32(at + 24, size, true);
  }
  return bytes;
}

test('a bomb is not unpacked beyond what it announces, nor beyond the limit', () => {
  const bomb = () => docxFile(' '.repeat(100_000));
  expect(refusal(announcing(bomb(), partLimit + 1))).toEqual([['docx-too-large', 'word/document.xml']]);
  expect(refusal(announcing(bomb(), 100))).toEqual([['docx-damaged', 'word/document.xml']]);
});

test('styles that are based on each other in a circle end', () => {
  const circle = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>';
  const styles = `<w:styles xmlns:w="w">${circle}</w:styles>`;
  const outline = readDocx(docxFile(paragraph('a', { style: 'A' }), { 'word/styles.xml': styles }));
  expect(outline).toMatchObject({ blocks: [{ kind: 'text', text: 'a' }] });
});
