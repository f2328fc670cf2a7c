/** The credential that is baked into an SVG image. */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BadgeFault } from './badge-verdict.ts';

const namespace = 'https://purl.imsglobal.org/ob/v3p0';
const svgNamespace = 'http://www.w3.org/2000/svg';
const depthLimit = 64;

/**
 * Text of the one element `openbadges:credential` below the root (Open Badges 3.0, Baked Badge): its attribute `verify`, a
 * VC-JWT, or JSON inside. The rest of the drawing is signed by nobody. Entities of a document type are never expanded.
 */
export function credentialOfSvg(text: string): string {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const found: string[] = [];
  let depth = 0;
  let inside: { readonly depth: number; readonly verify: string | null; text: string } | null = null;
  parser.on('error', () => {
    throw new BadgeFault('the file is not well-formed XML');
  });
  parser.on('opentag', (tag) => {
    depth++;
    if (depth > depthLimit) throw new BadgeFault(`the drawing is nested more than ${depthLimit} deep`);
    if (depth === 1 && (tag.local !== 'svg' || tag.uri !== svgNamespace)) throw new BadgeFault('the XML is no SVG');
    if (inside !== null) throw new BadgeFault('the certificate in the drawing holds elements');
    if (tag.uri !== namespace || tag.local !== 'credential') return;
    if (depth !== 2) throw new BadgeFault('the certificate does not stand right below the drawing');
    inside = { depth, verify: verifyOf(tag), text: '' };
  });
  const take = (piece: string) => {
    if (inside !== null) inside.text += piece;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    if (inside?.depth === depth) {
      if (inside.verify !== null && inside.text.trim() !== '')
        throw new BadgeFault('the drawing says two certificates in one');
      found.push(inside.verify ?? inside.text);
      inside = null;
    }
    depth--;
  });
  parser.write(text).close();
  if (found.length > 1) throw new BadgeFault('the drawing holds more than one certificate');
  if (found[0] === undefined) throw new BadgeFault('the drawing holds no certificate');
  return found[0];
}

/** The drawing with the credential as its first element ([CT9]). It is one of ours: it begins with the element `svg`. */
export function bakeSvg(drawing: string, text: string): string {
  // The one sequence that ends such a section is split between two.
  const safe = text.replaceAll(']]>', ']]]]><![CDATA[>');
  const credential = `<openbadges:credential><![CDATA[${safe}]]></openbadges:credential>`;
  return drawing.replace(
    /^<svg([^>]*)>/,
    (_whole, more) => `<svg${more} xmlns:openbadges="${namespace}">${credential}`,
  );
}

function verifyOf(tag: SaxesTagNS): string | null {
  return tag.attributes['verify']?.value ?? null;
}
