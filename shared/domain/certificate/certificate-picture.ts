/**
 * A certificate as it is drawn: on screen, on paper, as PNG and as SVG alike. Everything comes from the signed credential, so that
 * nothing is shown that nobody signed. Pure: pieces with places, for whoever draws.
 */
import { encode } from 'uqr';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { directionOf } from '../language.ts';
import { certificateWords } from './certificate-words.ts';
import { namesInOtherLanguages } from './compose-certificate.ts';
import { textLines } from './text-measure.ts';

/** A4 across, at 96 to the inch. */
export const pictureSize = { width: 1122, height: 793 } as const;

export type PicturePiece =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** The line that the letters stand on. */
      readonly y: number;
      readonly size: number;
      readonly weight: 400 | 600;
      readonly align: 'left' | 'center' | 'right';
      readonly tone: 'ink' | 'quiet' | 'accent';
      readonly lang: string;
      readonly dir: 'ltr' | 'rtl';
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly tone: 'frame' | 'accent';
    }
  /** Dark modules of the square, row by row. */
  | {
      readonly kind: 'code';
      readonly x: number;
      readonly y: number;
      readonly side: number;
      readonly rows: readonly (readonly boolean[])[];
    };

/** Colours of paper, whatever the screen's are. */
export const pictureInk = {
  ink: '#1A2221',
  quiet: '#5A605E',
  accent: '#0D5560',
  paper: '#FFFFFF',
  frame: '#0D5560',
} as const;

const margin = 64;
const centre = pictureSize.width / 2;
const codeSide = 256;

/** The pieces of a certificate. `token` is what the square holds; too long a one has no square. */
export function pictureOf(credential: JsonObject, token: string): PicturePiece[] {
  const said = saidBy(credential);
  const words = certificateWords(said.lang);
  const pieces: PicturePiece[] = [
    { kind: 'box', x: 24, y: 24, width: pictureSize.width - 48, height: pictureSize.height - 48, tone: 'frame' },
    { kind: 'box', x: centre - 36, y: 128, width: 72, height: 3, tone: 'accent' },
  ];
  let y = 100;
  /** Centred lines under what is there. */
  const put = (
    text: string,
    size: number,
    more: { weight?: 400 | 600; tone?: 'ink' | 'quiet' | 'accent'; lang?: string; gap?: number; lines?: number },
  ) => {
    const { weight = 400, tone = 'ink', lang, gap = 0, lines = 1 } = more;
    y += gap;
    for (const line of textLines(text, size, pictureSize.width - 2 * margin - 40, lines)) {
      y += size * 1.3;
      pieces.push({
        kind: 'text',
        text: line,
        x: centre,
        y,
        size,
        weight,
        align: 'center',
        tone,
        ...scriptOf(line, lang),
      });
    }
  };
  pieces.push({
    kind: 'text',
    text: words.title,
    x: centre,
    y,
    size: 34,
    weight: 600,
    align: 'center',
    tone: 'accent',
    ...scriptOf(words.title, said.lang),
  });
  y = 150;
  const [name = '', ...spelled] = said.names;
  put(name, 36, { weight: 600 });
  for (const other of spelled) put(other, 20, { tone: 'quiet' });
  put(words.completed, 16, { tone: 'quiet', lang: said.lang, gap: 14 });
  put(said.title, 28, { weight: 600, lang: said.lang, gap: 6, lines: 2 });
  for (const { text, lang } of namesInOtherLanguages(credential)) put(text, 13, { tone: 'quiet', lang, gap: 2 });
  return [...pieces, ...facts(said, words), ...square(said, words, token)];
}

interface Said {
  readonly lang: string;
  readonly title: string;
  readonly names: readonly string[];
  readonly issuer: string;
  readonly from: string;
  readonly until: string | null;
  readonly attended: string;
  readonly id: string;
}

const objectOf = (value: Json | undefined): JsonObject => (value !== undefined && isJsonObject(value) ? value : {});
const stringOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : ([value].flat() as readonly Json[]);

function saidBy(credential: JsonObject): Said {
  const subject = objectOf(credential['credentialSubject']);
  const achievement = objectOf(subject['achievement']);
  const [evidence] = listOf(credential['evidence']);
  const names = listOf(subject['identifier'])
    .map(objectOf)
    .filter(({ hashed, identityType }) => hashed === false && identityType === 'name')
    .map(({ identityHash }) => stringOf(identityHash));
  const { name, narrative } = objectOf(evidence);
  return {
    lang: stringOf(achievement['inLanguage']) || 'en',
    title: stringOf(achievement['name']),
    names,
    issuer: stringOf(objectOf(credential['issuer'])['name']),
    from: stringOf(credential['validFrom']),
    until: stringOf(credential['validUntil']) || null,
    attended: [stringOf(name), stringOf(narrative)].filter((part) => part !== '').join(' · '),
    id: stringOf(credential['id']),
  };
}

type Words = ReturnType<typeof certificateWords>;

/** At the foot, where reading begins: by whom, from when, until when. */
function facts(said: Said, words: Words): PicturePiece[] {
  const dir = directionOf(said.lang);
  const [align, x] = dir === 'rtl' ? (['right', pictureSize.width - margin] as const) : (['left', margin] as const);
  const line = (text: string, y: number, weight: 400 | 600, size = 15): PicturePiece => ({
    kind: 'text',
    text,
    x,
    y,
    size,
    weight,
    align,
    tone: weight === 600 ? 'ink' : 'quiet',
    lang: said.lang,
    dir,
  });
  const until = said.until === null ? words.forGood : `${words.validUntil} ${dayOf(said.until, said.lang)}`;
  const last = pictureSize.height - margin;
  return [
    line(words.issuedBy, last - 132, 400),
    line(said.issuer, last - 108, 600, 20),
    line(`${words.issuedOn} ${dayOf(said.from, said.lang)}`, last - 72, 400),
    line(until, last - 48, 400),
    line(said.attended, last - 24, 400),
    { ...line(said.id, last, 400, 10), dir: 'ltr', lang: 'en' } as PicturePiece,
  ];
}

/** At the foot, where reading ends. */
function square(said: Said, words: Words, token: string): PicturePiece[] {
  const rows = codeOf(token);
  if (rows === null) return [];
  const dir = directionOf(said.lang);
  const x = dir === 'rtl' ? margin : pictureSize.width - margin - codeSide;
  const y = pictureSize.height - margin - codeSide + 8;
  const [align, at] = dir === 'rtl' ? (['left', x + codeSide + 24] as const) : (['right', x - 24] as const);
  const lines = textLines(words.check, 12, 230, 4);
  const said_ = lines.map(
    (text, line): PicturePiece => ({
      kind: 'text',
      text,
      x: at,
      y: pictureSize.height - margin - (lines.length - 1 - line) * 17,
      size: 12,
      weight: 400,
      align,
      tone: 'quiet',
      lang: said.lang,
      dir,
    }),
  );
  return [{ kind: 'code', x, y, side: codeSide, rows }, ...said_];
}

/** A square of this many bytes is as dense as a telephone reads off paper. */
const mostInCode = 2_300;

function codeOf(token: string): readonly (readonly boolean[])[] | null {
  if (token === '' || token.length > mostInCode) return null;
  // Any mask can be read. Base64 looks like chance under each of the eight, and to try them all takes most of a certificate's time.
  return encode(token, { border: 0, ecc: 'L', maskPattern: 3 }).data;
}

function dayOf(instant: string, lang: string): string {
  const locale = lang.startsWith('ar') ? 'ar-u-ca-gregory-nu-latn' : lang;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(instant),
  );
}

/** Language and direction of a text; of a name, whose language nobody knows, by its first letter. */
function scriptOf(text: string, lang: string | undefined): { lang: string; dir: 'ltr' | 'rtl' } {
  if (lang !== undefined) return { lang, dir: directionOf(lang) };
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  if (/[\u0590-\u08ff\ufb1d-\ufefc]/.test(first)) return { lang: 'ar', dir: 'rtl' };
  return { lang: /\p{Script=Han}/u.test(text) ? 'zh' : 'und', dir: 'ltr' };
}
