import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contentLanguage } from './content-language.ts';
import css from './plain-text.module.css';

/** Controls that can make a text look like another one: bidi overrides and embeddings, and characters without a shape. */
const deceiving = /(?![\t\n\r])\p{Cc}|[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
/** An isolate that is closed again keeps a number or a name together: good practice, nothing to warn of. */
const closedIsolate = /[\u2066-\u2068]([^\u2066-\u2069]*)\u2069/gu;
/** One word that mixes Latin with Cyrillic or Greek letters: `раypal`. */
const mixedWord = /(?=\p{L}*\p{Script=Latin})(?=\p{L}*[\p{Script=Cyrillic}\p{Script=Greek}])\p{L}{3,}/u;
const pieces = new RegExp(`(${deceiving.source}|${mixedWord.source})`, 'u');

/** Whether a text holds something that would deceive the eye. */
function isSuspicious(text: string): boolean {
  return pieces.test(text) && pieces.test(text.replace(closedIsolate, '$1'));
}

export interface PlainTextProps {
  readonly text: string;
  readonly lang?: string | undefined;
  /** The same text with marks in it; left out where something in it would deceive the eye. */
  readonly children?: ReactNode;
}

/**
 * A text that came from outside, as text and nothing else: isolated from the direction around it, line breaks kept,
 * and what would deceive the eye made visible.
 */
export function PlainText({ text, lang, children }: PlainTextProps) {
  return (
    <bdi {...contentLanguage(lang)} className={css.text}>
      {isSuspicious(text) ? <MarkedPieces text={text} /> : (children ?? text)}
    </bdi>
  );
}

function MarkedPieces({ text }: { readonly text: string }) {
  const { t } = useTranslation('ui');
  const parts: { readonly at: number; readonly part: string }[] = [];
  let at = 0;
  for (const part of text.split(new RegExp(pieces, 'gu'))) {
    if (part !== '') parts.push({ at, part });
    at += part.length;
  }
  return parts.map((piece) => {
    if (deceiving.test(piece.part) && [...piece.part].length === 1) {
      const code = `U+${(piece.part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      return (
        <span
          key={piece.at}
          role="img"
          aria-label={t('text.invisible', { code })}
          title={t('text.invisible', { code })}
          className={css.control}
        >
          {code}
        </span>
      );
    }
    if (mixedWord.test(piece.part)) {
      return (
        <span key={piece.at} className={css.mixed}>
          {piece.part}
        </span>
      );
    }
    return <Fragment key={piece.at}>{piece.part}</Fragment>;
  });
}
