/** The picture of a certificate as SVG: a drawing of its own, for the file that is handed out. */
import { type PicturePiece, pictureInk, pictureSize } from './certificate-picture.ts';

const fonts = "'Noto Sans','Noto Sans Arabic','Noto Sans SC','Segoe UI',sans-serif";

/** The drawing as text. It begins with the element `svg`, as baking needs it. */
export function svgOf(pieces: readonly PicturePiece[]): string {
  const { width, height } = pictureSize;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${fonts}">`;
  return `${head}<rect width="${width}" height="${height}" fill="${pictureInk.paper}"/>${pieces.map(elementOf).join('')}</svg>`;
}

function elementOf(piece: PicturePiece): string {
  if (piece.kind === 'box') {
    const { x, y, width, height, tone } = piece;
    const look =
      tone === 'frame' ? `fill="none" stroke="${pictureInk.frame}" stroke-width="2"` : `fill="${pictureInk.accent}"`;
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${look}/>`;
  }
  if (piece.kind === 'code') {
    const { x, y, side, rows } = piece;
    return `<path transform="translate(${x} ${y}) scale(${side / rows.length})" fill="#000" shape-rendering="crispEdges" d="${codePath(rows)}"/>`;
  }
  const { text, x, y, size, weight, tone, lang, dir } = piece;
  return `<text x="${x}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${pictureInk[tone]}" text-anchor="${anchorOf(piece)}" direction="${dir}" xml:lang="${lang}">${escaped(text)}</text>`;
}

/** Where a text is held: what is left in a line that runs to the left is its end. */
export function anchorOf({ align, dir }: Extract<PicturePiece, { kind: 'text' }>): 'start' | 'middle' | 'end' {
  if (align === 'center') return 'middle';
  return (align === 'left') === (dir === 'ltr') ? 'start' : 'end';
}

/** The dark modules as one path, a run of them at a time. */
export function codePath(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
    }
  });
  return path;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
  // What XML has no way to write is left out.
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
