import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { diffText, type TextPart } from '../../shared/domain/text-diff.ts';
import { contentLanguage } from './content-language.ts';
import css from './word-diff.module.css';

export interface WordDiffProps {
  readonly before: string;
  readonly after: string;
  /** Language of the text. */
  readonly lang?: string | undefined;
  /** Whose change it is, when that matters. */
  readonly tone?: 'change' | 'yours' | 'theirs';
}

/** What changed, word by word: added underlined, removed struck through, both spoken as such. */
export function WordDiff({ before, after, lang, tone = 'change' }: WordDiffProps) {
  const parts = useMemo(() => diffText(before, after), [before, after]);
  return <WordParts parts={parts} lang={lang} tone={tone} />;
}

interface WordPartsProps extends Pick<WordDiffProps, 'lang' | 'tone'> {
  readonly parts: readonly TextPart[];
}

/** Differences that are known already. */
export function WordParts({ parts, lang, tone = 'change' }: WordPartsProps) {
  return (
    <span {...contentLanguage(lang)} className={`${css.diff} ${tone === 'change' ? '' : css[tone]}`}>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
        <DiffPart key={place} part={part} lang={lang} />
      ))}
    </span>
  );
}

/**
 * A part in the direction of the whole text, and apart from its neighbours: a number or a name in Latin letters that was replaced
 * in an Arabic text would else run into its successor, and the new one would be read before the old one.
 */
function DiffPart({ part, lang }: { readonly part: TextPart; readonly lang: string | undefined }) {
  const { t, i18n } = useTranslation('ui');
  if (part.kind === 'same') return part.text;
  const Mark = part.kind === 'added' ? 'ins' : 'del';
  return (
    <Mark dir={contentLanguage(lang).dir ?? 'auto'}>
      <span className="wp-unseen" {...contentLanguage(i18n.language)}>
        {part.kind === 'added' ? t('diff.added') : t('diff.removed')}{' '}
      </span>
      {part.text}
    </Mark>
  );
}
