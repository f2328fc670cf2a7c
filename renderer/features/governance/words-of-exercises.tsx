import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import {
  choiceOf,
  type Vocabulary,
  vocabularies,
  vocabularyChoice,
} from '../../../shared/domain/vocabulary/vocabulary.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';
import { useSetFields } from '../../data/use-set-fields.ts';
import { useVocabularyChoices } from '../../data/use-vocabulary-choices.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { SelectField } from '../../ui/form-field.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './governance.module.css';

/** Which words a centre, and the network, use for exercises and reviews: who answers for one chooses ([VO2]). */
export function WordsOfExercises() {
  const { t } = useTranslation('governance');
  const { centre } = useProfile();
  const { scopes } = useIdentity();
  const hasOwn = scopes.some((scope) => scope.centre === centre);
  return (
    <section aria-labelledby="words-of-exercises">
      <SectionHead id="words-of-exercises" title={t('words.title')} />
      <p className={css.words}>{t('words.what')}</p>
      <div className={css.vocabularies}>
        {hasOwn && <VocabularyField centre={centre} label={t('words.of', { centre })} />}
        {scopes.some((scope) => scope.centre === undefined) && (
          <VocabularyField centre={null} label={t('words.network')} />
        )}
      </div>
      <WordsNow />
    </section>
  );
}

/** Of a centre, or with null of the network. */
function VocabularyField({ centre, label }: { readonly centre: string | null; readonly label: string }) {
  const { t } = useTranslation('governance');
  const announce = useAnnounce();
  const { value, mayChoose, choose } = useVocabularyOf(centre);
  const none = { value: '' as const, label: centre === null ? t('words.name.plain') : t('words.asNetwork') };
  const named = centre === null ? vocabularies.filter((each) => each !== 'plain') : vocabularies;
  return (
    <SelectField
      label={label}
      value={centre === null && value === 'plain' ? '' : value}
      options={[none, ...named.map((each) => ({ value: each, label: t(`words.name.${each}`) }))]}
      disabled={!mayChoose}
      onChange={(chosen) => void choose(chosen).then((saved) => saved && announce(t('words.saved')))}
    />
  );
}

/** The choice that counts and how the person who works here changes it; an empty value is no choice. */
function useVocabularyOf(centre: string | null) {
  const { scopes } = useIdentity();
  const { may } = useProfile();
  const { apply } = useApply();
  const fields = useSetFields();
  const choices = useVocabularyChoices() ?? [];
  const chosen = choiceOf(choices, scopes, centre);
  // A choice that was taken back holds no value, and is the one to go on with.
  const own = scopes.filter((scope) => (scope.centre ?? null) === centre);
  const kept = chosen ?? choices.find((entry) => !entry.deleted && own.some(({ id }) => id === entry.scope));
  const place = own.find(({ id }) => may('create', vocabularyChoice.type, id));
  const choose = async (vocabulary: Vocabulary | ''): Promise<boolean> => {
    const value = vocabulary === '' ? null : vocabulary;
    if (kept !== undefined) return fields.set(vocabularyChoice, kept.id, { vocabulary: value });
    if (place === undefined || value === null) return false;
    const at = { scope: place.id, id: uuidv7(pageClock, pageRandom) };
    return (await apply(createRecord(vocabularyChoice, at, { vocabulary: value }))).ok;
  };
  const mayChoose = kept === undefined ? place !== undefined : may('edit', vocabularyChoice.type, kept.scope);
  const value: Vocabulary | '' = (chosen?.values.vocabulary as Vocabulary | undefined) ?? '';
  return { value, mayChoose, choose };
}

/** What some of the words are at the moment, for somebody who compares. */
function WordsNow() {
  const { t } = useTranslation(['governance', 'exercises', 'reviews']);
  const words = [
    t('exercises:list.events'),
    t('exercises:injectKind.inject'),
    t('exercises:role.controller'),
    t('exercises:role.player'),
    t('exercises:guide.title'),
    t('reviews:finding.kind.strength'),
    t('reviews:finding.kind.improvement'),
    t('reviews:action.one'),
    t('reviews:document.plan'),
    t('reviews:document.exerciseReport'),
  ];
  return <p className={css.words}>{t('words.now', { words: words.join(' · ') })}</p>;
}
