import { useEffect } from 'react';
import { vocabularyOf } from '../../shared/domain/vocabulary/vocabulary.ts';
import { useIdentity, useProfile } from '../data/engine-context.tsx';
import { useVocabularyChoices } from '../data/use-vocabulary-choices.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { rememberVocabulary } from './preferences.ts';

/** Has the whole app speak in the vocabulary of the centre of whoever works here ([VO3]). */
export function VocabularyOfCentre() {
  const { setVocabulary } = useLocale();
  const { scopes } = useIdentity();
  const { centre } = useProfile();
  const choices = useVocabularyChoices();
  const vocabulary = choices && vocabularyOf(choices, scopes, centre);
  useEffect(() => {
    if (vocabulary === undefined) return;
    rememberVocabulary(vocabulary);
    void setVocabulary(vocabulary);
  }, [setVocabulary, vocabulary]);
  return null;
}
