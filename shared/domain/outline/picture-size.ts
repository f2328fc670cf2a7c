/** How large a picture is, from the first bytes of its file. */

export interface PictureSize {
  readonly form: 'png' | 'jpeg';
  /** In pixels, as it is shown. */
  readonly width: number;
  readonly height: number;
}

/** Size of a PNG or JPEG; null for anything else, which a document does not show. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = pngSize(view) ?? jpegSize(view);
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

const pngSignature = 0x89504e47;

function pngSize(view: DataView): PictureSize | null {
  if (view.byteLength < 24 || view.getUint32(0) !== pngSignature) return null;
  return { form: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments up to the one that begins a frame; it has the size. */
function jpegSize(view: DataView): PictureSize | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // C4, C8 and CC are no frames: tables, and two that nobody uses.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { form: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
