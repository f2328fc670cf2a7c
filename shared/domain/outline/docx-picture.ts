/** A picture in a DOCX: the drawing that names it, and how large it stands on the page. */
import { pictureSize } from './picture-size.ts';

export interface DocxPicture {
  readonly kind: 'picture';
  readonly bytes: Uint8Array;
  /** What it shows, for whoever does not see it. */
  readonly text: string;
}

/** English Metric Units in a centimetre. */
const emu = 360_000;
/** The most that a picture takes of A4 between its margins, in centimetres. */
const most = { width: 15, height: 10 };

/** File of a picture in the package, by its place among them; null for what Word does not show. */
export function pictureFile(
  { bytes }: DocxPicture,
  at: number,
): { readonly path: string; readonly type: string } | null {
  const size = pictureSize(bytes);
  return size === null ? null : { path: `media/image${at + 1}.${size.form}`, type: `image/${size.form}` };
}

/** A paragraph's run with the picture, in its proportions. `alt` is escaped already. */
export function pictureRun({ bytes }: DocxPicture, { at, alt }: { readonly at: number; readonly alt: string }): string {
  const size = pictureSize(bytes);
  if (size === null) return '';
  const scale = Math.min((most.width * emu) / size.width, (most.height * emu) / size.height);
  const extent = `cx="${Math.round(size.width * scale)}" cy="${Math.round(size.height * scale)}"`;
  const name = `name="Picture ${at + 1}" descr="${alt}"`;
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr id="${at + 1}" ${name}/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="${at + 1}" ${name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture${at + 1}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}
