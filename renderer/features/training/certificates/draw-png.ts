import {
  type PicturePiece,
  pictureInk,
  pictureSize,
} from '../../../../shared/domain/certificate/certificate-picture.ts';
import { openCertificateWork } from '../../../data/certificates/certificate-thread.ts';

/** Points of the image for one of the drawing: 192 to the inch on A4. */
const scale = 2;

/** The faces of the app by language, as content-faces.css has them: a canvas asks no stylesheet. */
const faces = {
  ar: '"SF Arabic", "Noto Sans Arabic Variable", "Noto Sans Arabic", "Noto Sans Variable", sans-serif',
  zh: '"PingFang SC", "Microsoft YaHei UI", "Noto Sans SC Variable", "Noto Sans CJK SC", sans-serif',
  other: '"Noto Sans Variable", "Segoe UI", "Noto Sans Arabic Variable", "Noto Sans SC Variable", sans-serif',
} as const;

/** The picture as a PNG image: drawn here, with the faces of the app, and written as a file on another thread. */
export async function drawPng(pieces: readonly PicturePiece[]): Promise<Uint8Array> {
  const [drawn, work] = await Promise.all([draw(pieces), openCertificateWork()]);
  return work.encodePng(drawn);
}

async function draw(pieces: readonly PicturePiece[]): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(pictureSize.width * scale, pictureSize.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This host draws no images');
  await loadFaces(pieces);
  context.scale(scale, scale);
  context.fillStyle = pictureInk.paper;
  context.fillRect(0, 0, pictureSize.width, pictureSize.height);
  for (const piece of pieces) drawPiece(context, piece);
  return canvas.transferToImageBitmap();
}

type Written = Extract<PicturePiece, { kind: 'text' }>;

const fontOf = ({ size, weight, lang }: Written): string =>
  `${weight} ${size}px ${Object.hasOwn(faces, lang) ? faces[lang as keyof typeof faces] : faces.other}`;

/** A canvas draws with what is there; faces that are on no screen yet are fetched first. */
async function loadFaces(pieces: readonly PicturePiece[]): Promise<void> {
  const written = pieces.filter((piece) => piece.kind === 'text');
  await Promise.all(written.map((piece) => document.fonts.load(fontOf(piece), piece.text)));
}

function drawPiece(context: OffscreenCanvasRenderingContext2D, piece: PicturePiece): void {
  if (piece.kind === 'box') {
    const { x, y, width, height, tone } = piece;
    context.lineWidth = 2;
    context.strokeStyle = pictureInk.frame;
    context.fillStyle = pictureInk.accent;
    if (tone === 'frame') context.strokeRect(x, y, width, height);
    else context.fillRect(x, y, width, height);
  } else if (piece.kind === 'code') {
    drawCode(context, piece);
  } else {
    context.font = fontOf(piece);
    context.fillStyle = pictureInk[piece.tone];
    context.textAlign = piece.align;
    context.direction = piece.dir;
    context.fillText(piece.text, piece.x, piece.y);
  }
}

/** On whole points, so that no module is paler than another. */
function drawCode(
  context: OffscreenCanvasRenderingContext2D,
  { x, y, side, rows }: Extract<PicturePiece, { kind: 'code' }>,
): void {
  const step = Math.floor((side * scale) / rows.length) / scale;
  const inset = (side - step * rows.length) / 2;
  context.fillStyle = '#000';
  rows.forEach((row, down) => {
    row.forEach((isDark, across) => {
      if (isDark) context.fillRect(x + inset + across * step, y + inset + down * step, step, step);
    });
  });
}
