/**
 * Writes DOCX (ECMA-376) as far as a report needs it: title, headings, facts, text, tables; the mark at the top and the foot
 * of every page (TLP 2.0 asks for both), pages counted, pictures, right to left where the language runs so. The same input
 * gives the same bytes.
 */
import type { TlpLevel } from '../tlp.ts';
import { type DocxPicture, pictureFile } from './docx-picture.ts';
import { documentXml, footerXml, headerXml } from './docx-xml.ts';
import { contentTypesXml, officePackage, relationsXml, xmlDeclaration } from './office-package.ts';

export type DocxBlock =
  | { readonly kind: 'title' | 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'fact'; readonly term: string; readonly text: string }
  /** `widths` are parts of a hundred; without them columns share the width. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly widths?: readonly number[] }
  | DocxPicture;

/** The paper that the blocks stand on. */
export interface DocxPaper {
  readonly title: string;
  /** Language tag of the whole. */
  readonly language: string;
  readonly isRightToLeft: boolean;
  readonly marking: TlpLevel | null;
  /** Stands at the foot: when and where it was made. */
  readonly foot: string;
  /** The words around the numbers in "Page 1 of 3". */
  readonly page: readonly [before: string, between: string, after: string];
}

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const partTypes = {
  'word/document.xml': `${wordType}.document.main`,
  'word/styles.xml': `${wordType}.styles`,
  'word/header1.xml': `${wordType}.header`,
  'word/footer1.xml': `${wordType}.footer`,
};
const relations = [
  { kind: 'styles', target: 'styles.xml' },
  { kind: 'header', target: 'header1.xml' },
  { kind: 'footer', target: 'footer1.xml' },
];

export function writeDocx(blocks: readonly DocxBlock[], paper: DocxPaper): Uint8Array {
  const pictures = blocks.filter((block): block is DocxPicture => block.kind === 'picture');
  const files = pictures.map((picture, at) => ({ bytes: picture.bytes, file: pictureFile(picture, at) }));
  const kept = files.flatMap(({ bytes, file }, at) =>
    file === null ? [] : [{ bytes, ...file, id: `rIdPicture${at + 1}` }],
  );
  const images = kept.map(({ id, path }) => ({ id, kind: 'image', target: path }));
  const parts = {
    '[Content_Types].xml': contentTypesXml(partTypes, new Set(kept.map(({ type }) => type))),
    '_rels/.rels': relationsXml([{ kind: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': documentXml(blocks, paper),
    'word/styles.xml': stylesXml(paper),
    'word/header1.xml': headerXml(paper),
    'word/footer1.xml': footerXml(paper),
    'word/_rels/document.xml.rels': relationsXml([...relations, ...images]),
  };
  return officePackage(parts, Object.fromEntries(kept.map(({ path, bytes }) => [`word/${path}`, bytes])));
}

/** Sizes are half points. */
function stylesXml({ language, isRightToLeft }: DocxPaper): string {
  const lang = `<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="${language}"/>`;
  const fonts =
    '<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:cs="Noto Sans Arabic" w:eastAsia="Noto Sans CJK SC"/>';
  const style = (id: string, name: string, size: number, more: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="${size * 8}" w:after="80"/>${more}</w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
  return `${xmlDeclaration}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>${lang}</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>${isRightToLeft ? '<w:bidi/>' : ''}<w:spacing w:after="80"/></w:pPr></w:style>${style('Title', 'Title', 34, '')}${style('Heading1', 'heading 1', 27, '<w:outlineLvl w:val="0"/>')}${style('Heading2', 'heading 2', 23, '<w:outlineLvl w:val="1"/>')}</w:styles>`;
}
