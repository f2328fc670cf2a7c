/** The text of a DOCX that is written: paragraphs, tables, and what stands at the top and the foot of every page. */
import type { TlpLevel } from '../tlp.ts';
import { type DocxPicture, pictureRun } from './docx-picture.ts';
import { xmlDeclaration, xmlText } from './office-package.ts';
import type { DocxBlock, DocxPaper } from './write-docx.ts';

const spaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export function documentXml(blocks: readonly DocxBlock[], paper: DocxPaper): string {
  const direction = paper.isRightToLeft ? '<w:bidi/>' : '';
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>${direction}</w:sectPr>`;
  const pictures = blocks.filter((block) => block.kind === 'picture');
  const body = blocks
    .map((block) =>
      block.kind === 'picture' ? pictureXml(block, { at: pictures.indexOf(block), paper }) : blockXml(block, paper),
    )
    .join('');
  return `${xmlDeclaration}<w:document ${spaces}><w:body>${body}${section}</w:body></w:document>`;
}

/** A picture that Word does not show is nothing; what is said of it stands beside it. */
function pictureXml(picture: DocxPicture, { at, paper }: { readonly at: number; readonly paper: DocxPaper }): string {
  const run = pictureRun(picture, { at, alt: xmlText(picture.text) });
  return run === '' ? '' : paragraph(run, paper);
}

function blockXml(block: Exclude<DocxBlock, DocxPicture>, paper: DocxPaper): string {
  switch (block.kind) {
    case 'title':
      return paragraph(run(block.text), paper, 'Title');
    case 'heading':
      return paragraph(run(block.text), paper, `Heading${block.level}`);
    case 'text':
      return paragraph(run(block.text), paper);
    case 'fact':
      return paragraph(`${run(`${block.term}: `, true)}${run(block.text)}`, paper);
    case 'table':
      return tableXml(block, paper);
  }
}

/** A table without rows is nothing, since Word asks each for one. */
function tableXml({ rows, widths }: Extract<DocxBlock, { kind: 'table' }>, paper: DocxPaper): string {
  if (rows.length === 0) return '';
  const columns = Math.max(...rows.map((row) => row.length));
  const line = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>';
  const borders = ['top', 'bottom', 'insideH'].map((side) => line.replace('{side}', side)).join('');
  const partOf = (at: number) => widths?.[at] ?? 100 / columns;
  const widthOf = (at: number) => `<w:tcW w:w="${Math.round(partOf(at) * 50)}" w:type="pct"/>`;
  const grid = Array.from(
    { length: columns },
    (_, at) => `<w:gridCol w:w="${Math.round((partOf(at) * lineWidth) / 100)}"/>`,
  );
  const cells = (row: readonly string[]) =>
    row.map((text, at) => `<w:tc><w:tcPr>${widthOf(at)}</w:tcPr>${paragraph(run(text), paper)}</w:tc>`);
  const direction = paper.isRightToLeft ? '<w:bidiVisual/>' : '';
  return `<w:tbl><w:tblPr>${direction}<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid.join('')}</w:tblGrid>${rows.map((row) => `<w:tr>${cells(row).join('')}</w:tr>`).join('')}</w:tbl>${paragraph('', paper)}`;
}

export function headerXml(paper: DocxPaper): string {
  return `${xmlDeclaration}<w:hdr ${spaces}>${paragraph(`${run(paper.title)}${markRun(paper.marking)}`, paper, null, atEnd)}</w:hdr>`;
}

export function footerXml(paper: DocxPaper): string {
  const [before, between, after] = paper.page;
  const pages = `${run(` · ${before}`)}${field('PAGE')}${run(between)}${field('NUMPAGES')}${run(after)}`;
  const line = `${run(paper.foot)}${pages}${markRun(paper.marking)}`;
  return `${xmlDeclaration}<w:ftr ${spaces}>${paragraph(line, paper, null, atEnd)}</w:ftr>`;
}

/** A4 without its margins, in twentieths of a point. */
const lineWidth = 9638;
/** A stop at the far edge of the line. */
const atEnd = `<w:tabs><w:tab w:val="right" w:pos="${lineWidth}"/></w:tabs>`;

function paragraph(runs: string, { isRightToLeft }: DocxPaper, style: string | null = null, more = ''): string {
  const properties = `${style === null ? '' : `<w:pStyle w:val="${style}"/>`}${more}${isRightToLeft ? '<w:bidi/>' : ''}`;
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** Letters of scripts that run from right to left. */
const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

function run(text: string, isBold = false): string {
  const properties = `${isBold ? '<w:b/><w:bCs/>' : ''}${rightToLeft.test(text) ? '<w:rtl/>' : ''}`;
  const lines = text.split(/\r\n|\r|\n/).map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`);
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${lines.join('<w:br/>')}</w:r>`;
}

function field(name: 'PAGE' | 'NUMPAGES'): string {
  return `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
}

/** TLP 2.0 gives each label its colour on black, in 12 points or more. */
const colours: Readonly<Record<TlpLevel, string>> = {
  'TLP:CLEAR': 'FFFFFF',
  'TLP:GREEN': '33FF00',
  'TLP:AMBER': 'FFC000',
  'TLP:AMBER+STRICT': 'FFC000',
  'TLP:RED': 'FF2B2B',
};

function markRun(marking: TlpLevel | null): string {
  if (marking === null) return '';
  const look = `<w:b/><w:color w:val="${colours[marking]}"/><w:sz w:val="24"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>`;
  return `<w:r><w:tab/></w:r><w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve"> ${marking} </w:t></w:r>`;
}
