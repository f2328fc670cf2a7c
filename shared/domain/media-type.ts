/** What a file is, by the end of its name: bytes of others are never run, only shown as a picture or saved. */
const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
  jfif: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  markdown: 'text/markdown',
  json: 'application/json',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  '3gp': 'video/3gpp',
  avi: 'video/x-msvideo',
  mkv: 'video/matroska',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  rtf: 'application/rtf',
};

/** Pictures that every edition can draw. No SVG: it is a document that may hold more than a picture. */
const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

export function mediaTypeOf(name: string): string {
  const end = name.split('.').at(-1)?.toLowerCase() ?? '';
  return Object.hasOwn(types, end) ? (types[end] as string) : 'application/octet-stream';
}

/** Whether it can be shown here. */
export function isPicture(mediaType: string | undefined): boolean {
  return pictures.has(mediaType ?? '');
}

/** What the table knows and is neither picture nor film nor sound. */
const documents: ReadonlySet<string> = new Set(
  Object.values(types).filter((type) => !/^(?:image|video|audio)\//.test(type)),
);

/**
 * Whether a file may show, or let hear, people ([CO3]): whatever is not known to be a document. Nobody says of a picture whom it shows,
 * nor what is in an archive or in a file of a kind that the table lacks.
 */
export function showsPeople(mediaType: unknown, purpose: unknown): boolean {
  const [type = ''] = String(mediaType ?? '').split(';');
  return purpose === 'photo' || !documents.has(type.trim().toLowerCase());
}

/** Why a file is kept that a person attached. */
export function purposeOf(mediaType: string): 'photo' | 'file' {
  return mediaType.startsWith('image/') ? 'photo' : 'file';
}
