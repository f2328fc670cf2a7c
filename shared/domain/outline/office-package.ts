/** What every file of Office Open XML is made of: parts of XML in a ZIP, the same bytes for the same parts. */
import { zipSync } from 'fflate';
import { utf8 } from '../../base/bytes.ts';

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** ZIP keeps local times from 1980 on; a document says itself when it was made. */
const sameTime = new Date(1980, 0, 1);

/** The bytes of a file with these parts, by path; `media` are no XML. */
export function officePackage(
  parts: Readonly<Record<string, string>>,
  media: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  const texts = Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, utf8(xml)]));
  return zipSync({ ...texts, ...media }, { mtime: sameTime });
}

/** The types of parts, by path, and of the pictures beside them. */
export function contentTypesXml(types: Readonly<Record<string, string>>, pictures: Iterable<string> = []): string {
  const defaults = [...pictures].map(
    (type) => `<Default Extension="${type.slice('image/'.length)}" ContentType="${type}"/>`,
  );
  const overrides = Object.entries(types).map(
    ([path, type]) => `<Override PartName="/${path}" ContentType="${type}+xml"/>`,
  );
  return `${xmlDeclaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${defaults.join('')}${overrides.join('')}</Types>`;
}

export interface PartRelation {
  /** `rId1` and on, by their places, where it says nothing else. */
  readonly id?: string;
  /** `styles`, `image` */
  readonly kind: string;
  readonly target: string;
}

/** What a part leads to. */
export function relationsXml(relations: readonly PartRelation[]): string {
  const each = relations.map(
    ({ id, kind, target }, at) =>
      `<Relationship Id="${id ?? `rId${at + 1}`}" Type="${officeRelations}/${kind}" Target="${target}"/>`,
  );
  return `${xmlDeclaration}<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

/** What XML cannot hold at all is left out: Office opens no document with it. */
const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** A text inside an element or an attribute. */
export function xmlText(text: string): string {
  return text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
