import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemStanding, PersonRating } from '../../../../shared/domain/evaluation/rating-standing.ts';
import { RatingMark } from '../../../data/ratings/rating-mark.tsx';
import { saidWord } from '../../../data/ratings/rating-words.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { iconStroke } from '../../../ui/icon.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { useZoneFormat } from '../board/use-zone-format.ts';
import type { OpenExercise } from '../use-open-exercise.ts';
import css from './ratings.module.css';

interface PeopleRatingsProps {
  readonly open: OpenExercise;
  readonly standing: ItemStanding;
}

/** What each evaluator says of it, under their name, with why, what it rests on, and what they said before. */
export function PeopleRatings({ open, standing: { people } }: PeopleRatingsProps) {
  const { t } = useTranslation('exercises');
  if (people.length === 0) return null;
  return (
    <ul className={css.people} aria-label={t('rating.people')}>
      {people.map((person) => (
        <Person key={person.shown.id} open={open} person={person} />
      ))}
    </ul>
  );
}

function Person({ open, person }: { readonly open: OpenExercise; readonly person: PersonRating }) {
  const { t } = useTranslation('exercises');
  const { t: words } = useTranslation('data');
  const format = useZoneFormat(open.exercise);
  const { name, shown, apart, all } = person;
  const before = all.filter((each) => each !== shown && !apart.includes(each)).at(-1);
  const said = ({ value = 'not-seen', at = 0 }: typeof shown) => ({
    value: saidWord(words, value),
    time: format.dateTime(at),
  });
  return (
    <li className={css.card}>
      <div className={css.paneLine}>
        <Avatar name={name} size="small" />
        <bdi className={css.who}>{name}</bdi>
        <time>{format.time(shown.at ?? 0)}</time>
        <RatingMark value={shown.value ?? 'not-seen'} />
      </div>
      <Why text={shown.text} language={shown.language} />
      <RestsOn open={open} ids={shown.observations ?? []} />
      {apart.map((each) => (
        <p key={each.id} className={css.quiet}>
          {t('rating.alsoApart', said(each))}
        </p>
      ))}
      {before !== undefined && <p className={css.quiet}>{t('rating.before', said(before))}</p>}
    </li>
  );
}

/** A reason, in the language of whoever wrote it. */
export function Why({ text, language }: { readonly text: string | undefined; readonly language: string | undefined }) {
  if (text === undefined || text === '') return null;
  return (
    <p className={css.why} {...contentLanguage(language)}>
      <PlainText text={text} lang={language} />
    </p>
  );
}

function RestsOn({ open, ids }: { readonly open: OpenExercise; readonly ids: readonly string[] }) {
  const { t } = useTranslation('exercises');
  const seen = open.conduct.observations.filter(({ id }) => ids.includes(id));
  return seen.map(({ id, by = '', text = '', language }) => (
    <p key={id} className={css.restsOn}>
      <IconEye size={15} stroke={iconStroke} aria-hidden="true" />
      <span>
        <bdi>{by}</bdi>:{' '}
        <span {...contentLanguage(language)}>
          {text === '' ? t('rating.photoOnly') : <PlainText text={text} lang={language} />}
        </span>
      </span>
    </p>
  ));
}
