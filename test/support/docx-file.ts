/** DOCX files for tests, as small as they can be. */
import { strToU8, zipSync } from 'fflate';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const styles = `<w:styles ${word}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own heading"/><w:basedOn w:val="Berschrift1"/></w:style>
</w:styles>`;
const numbering = `<w:numbering ${word}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>`;

/** A paragraph: `style`, `list:level`, both or nothing, and its text as XML of runs or as plain words. */
export function paragraph(text: string, kind: { style?: string; list?: string } = {}): string {
  const [number, level = '0'] = kind.list?.split(':') ?? [];
  const properties = [
    kind.style === undefined ? '' : `<w:pStyle w:val="${kind.style}"/>`,
    number === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr>`,
  ].join('');
  const runs = text.startsWith('<') ? text : `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
  return `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
}

/** The bytes of a DOCX with this body; `before` stands in front of the root element. */
export function docxFile(body: string, more: Readonly<Record<string, string>> = {}, before = ''): Uint8Array {
  const document = `<?xml version="1.0" encoding="UTF-8"?>${before}<w:document ${word}><w:body>${body}</w:body></w:document>`;
  const files = { 'word/document.xml': document, 'word/styles.xml': styles, 'word/numbering.xml': numbering, ...more };
  // Always the same bytes: a test may compare them.
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])), {
    mtime: Date.UTC(2026, 0, 1),
  });
}
