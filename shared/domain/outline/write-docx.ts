/**
 * Writes DOCX (ECMA-376) as far as a report needs it: title, headings, facts, text, tables; the mark at the top and the foot
 * of every page (TLP 2.0 asks for both), pages counted, pictures, right to left where the language runs so. The same input
 * gives the same bytes.
 */
import { zipSync } from 'fflate';
import { utf8 } from '../../base/bytes.ts';
import type { TlpLevel } from '../tlp.ts';
import { type DocxPicture, pictureFile } from './docx-picture.ts';
import { documentXml, footerXml, headerXml } from './docx-xml.ts';

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

/** ZIP keeps local times from 1980 on; a document says itself when it was made. */
const sameTime = new Date(1980, 0, 1);

export function writeDocx(blocks: readonly DocxBlock[], paper: DocxPaper): Uint8Array {
  const pictures = blocks.filter((block): block is DocxPicture => block.kind === 'picture');
  const files = pictures.map((picture, at) => ({ bytes: picture.bytes, file: pictureFile(picture, at) }));
  const kept = files.flatMap(({ bytes, file }, at) =>
    file === null ? [] : [{ bytes, ...file, id: `rIdPicture${at + 1}` }],
  );
  const media = Object.fromEntries(kept.map(({ path, bytes }) => [`word/${path}`, bytes]));
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(new Set(kept.map(({ type }) => type))),
    '_rels/.rels': rootRelations,
    'word/document.xml': documentXml(blocks, paper),
    'word/styles.xml': stylesXml(paper),
    'word/header1.xml': headerXml(paper),
    'word/footer1.xml': footerXml(paper),
    'word/_rels/document.xml.rels': documentRelations(kept),
  };
  const texts = Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, utf8(xml)]));
  return zipSync({ ...texts, ...media }, { mtime: sameTime });
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const contentTypes = (pictures: ReadonlySet<string>) =>
  `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    ...pictures,
  ]
    .map((type) => `<Default Extension="${type.slice('image/'.length)}" ContentType="${type}"/>`)
    .join('')}${[
    ['document', 'document.main'],
    ['styles', 'styles'],
    ['header1', 'header'],
    ['footer1', 'footer'],
  ]
    .map(([part, type]) => `<Override PartName="/word/${part}.xml" ContentType="${wordType}.${type}+xml"/>`)
    .join('')}</Types>`;

const rootRelations = `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`;

interface KeptPicture {
  readonly path: string;
  readonly id: string;
}

const documentRelations = (pictures: readonly KeptPicture[]) =>
  `${declaration}<Relationships xmlns="${packages}/relationships">${['styles', 'header', 'footer']
    .map((type, at) => {
      const target = type === 'styles' ? 'styles.xml' : `${type}1.xml`;
      return `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`;
    })
    .join('')}${pictures
    .map(({ id, path }) => `<Relationship Id="${id}" Type="${office}/image" Target="${path}"/>`)
    .join('')}</Relationships>`;

/** Sizes are half points. */
function stylesXml({ language, isRightToLeft }: DocxPaper): string {
  const lang = `<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="${language}"/>`;
  const fonts =
    '<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:cs="Noto Sans Arabic" w:eastAsia="Noto Sans CJK SC"/>';
  const style = (id: string, name: string, size: number, more: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="${size * 8}" w:after="80"/>${more}</w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
  return `${declaration}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>${lang}</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>${isRightToLeft ? '<w:bidi/>' : ''}<w:spacing w:after="80"/></w:pPr></w:style>${style('Title', 'Title', 34, '')}${style('Heading1', 'heading 1', 27, '<w:outlineLvl w:val="0"/>')}${style('Heading2', 'heading 2', 23, '<w:outlineLvl w:val="1"/>')}</w:styles>`;
}
