import { useTranslation } from 'react-i18next';
import type { HitPlace, ShownHit } from '../../data/search/hit-places.ts';
import { languageWord } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { type Icon, iconStroke } from '../../ui/icon.ts';
import { RowContent } from '../../ui/list-row.tsx';
import { MarkedText } from '../../ui/marked-text.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { fieldWord } from './field-words.ts';
import css from './search.module.css';

interface HitRowProps {
  readonly hit: ShownHit;
  readonly icon: Icon | undefined;
}

/** A hit: what it is called, and where the words stand in it, in which language and under what. */
export function HitRow({ hit, icon: KindIcon }: HitRowProps) {
  const { t } = useTranslation('search');
  const { title, reference, mark, places } = hit;
  return (
    <RowContent
      lead={
        KindIcon && (
          <span className={css.icon} aria-hidden="true">
            <KindIcon size={17} aria-hidden="true" stroke={iconStroke} />
          </span>
        )
      }
      title={
        title === null ? (
          (reference ?? t('untitled'))
        ) : (
          <MarkedText text={title.text} lang={title.lang || undefined} matches={title.matches} />
        )
      }
      sub={places.length > 0 && places.map((place) => <PlaceLine key={place.record} place={place} />)}
      end={
        <>
          {title !== null && reference !== null && <RecordId>{reference}</RecordId>}
          {mark && <TlpChip level={mark} />}
        </>
      }
    />
  );
}

function PlaceLine({ place: { part, text, lang, field, matches } }: { readonly place: HitPlace }) {
  const { t } = useTranslation('search');
  const { language } = useLocale();
  const fieldName = fieldWord(t, field);
  return (
    <span className={css.place}>
      <span className={css.where}>
        {fieldName !== null && <span>{fieldName}</span>}
        {lang !== undefined && lang !== language && <bdi lang={lang}>{languageWord(lang, language)}</bdi>}
      </span>
      <span>
        {part !== null && (
          <span className={css.part}>
            <bdi lang={part.lang}>{part.text}</bdi>:{' '}
          </span>
        )}
        <MarkedText text={text} lang={lang} matches={matches} />
      </span>
    </span>
  );
}
