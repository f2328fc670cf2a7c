import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import css from './training.module.css';

const hidden = /([\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])/;

/** The language whose face a name needs, told by its script; undefined for Latin. */
function scriptLanguage(name: string): string | undefined {
  if (/\p{Script=Arabic}/u.test(name)) return 'ar';
  if (/\p{Script=Cyrillic}/u.test(name)) return 'ru';
  return /\p{Script=Han}/u.test(name) ? 'zh' : undefined;
}

/** A name that came from outside: isolated, in its face, with marks that the eye does not see made visible. */
export function VisibleName({ name }: { readonly name: string }) {
  const { t } = useTranslation('training');
  const parts: { readonly at: number; readonly part: string }[] = [];
  let at = 0;
  for (const part of name.split(hidden)) {
    if (part !== '') parts.push({ at, part });
    at += part.length;
  }
  return (
    <bdi {...contentLanguage(scriptLanguage(name))}>
      {parts.map(({ at: place, part }) => {
        if (!hidden.test(part)) return <Fragment key={place}>{part}</Fragment>;
        const code = `U+${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
        const label = t('person.hiddenMark', { code });
        return (
          <span key={place} role="img" aria-label={label} title={label} className={css.hiddenMark}>
            {code}
          </span>
        );
      })}
    </bdi>
  );
}

/** A person as others read the name, and beside it as they write it themselves. */
export function PersonName({ person }: { readonly person: Pick<PersonRow, 'name' | 'transliteration'> }) {
  const both = person.transliteration !== '' && person.transliteration !== person.name;
  return (
    <span className={css.names}>
      <span className={css.name}>
        <VisibleName name={both ? person.transliteration : person.name} />
      </span>
      {both && (
        <span className={css.ownName}>
          <VisibleName name={person.name} />
        </span>
      )}
    </span>
  );
}
