/** What a file is, by the end of its name: bytes of others are never run, only shown as a picture or saved. */
const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  markdown: 'text/markdown',
  json: 'application/json',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
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

/** Whether a file may show, or let hear, people: nobody says of a picture whom it shows. */
export function showsPeople(mediaType: unknown, purpose: unknown): boolean {
  return purpose === 'photo' || /^(?:image|video|audio)\//.test(String(mediaType));
}

/** Why a file is kept that a person attached. */
export function purposeOf(mediaType: string): 'photo' | 'file' {
  return mediaType.startsWith('image/') ? 'photo' : 'file';
}
