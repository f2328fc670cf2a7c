import { IconUserCheck, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { setFields } from '../../../shared/domain/edit.ts';
import type { DuplicateSuggestion } from '../../../shared/domain/names/find-duplicates.ts';
import { person as personDeclaration } from '../../../shared/domain/training/person.ts';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PersonName, VisibleName } from './person-name.tsx';
import css from './training.module.css';
import { useTrainingScope } from './use-may-train.ts';

/** Pairs shown at once; deciding brings the next ones. */
const shownLimit = 50;

/** Pairs that may be one person. Nothing happens to them until somebody says so, and what is said loses no record. */
export function DuplicateList({ suggestions }: { readonly suggestions: readonly DuplicateSuggestion[] }) {
  const { t } = useTranslation('training');
  if (suggestions.length === 0) return <p className={css.quiet}>{t('person.noDuplicates')}</p>;
  return (
    <ul className={css.pairs} aria-label={t('person.duplicates')}>
      {suggestions.slice(0, shownLimit).map((suggestion) => (
        <li key={suggestion.persons.map(({ id }) => id).join(' ')}>
          <Pair suggestion={suggestion} />
        </li>
      ))}
    </ul>
  );
}

function Pair({ suggestion: { persons, because } }: { readonly suggestion: DuplicateSuggestion }) {
  const { t } = useTranslation('training');
  const engine = useEngine();
  const mayDecide = useTrainingScope() !== null;
  const { apply, saving } = useApply();
  const [kept, other] = persons;
  /** The answer is written on the younger record alone; the older one stands for both, or beside it. */
  const decide = async (isSame: boolean) => {
    const [state] = await engine.open([other.id]);
    if (state === undefined) return;
    const change = isSame ? { sameAs: kept.id } : { notSameAs: [...other.notSameAs, kept.id] };
    await apply(setFields(personDeclaration, state, change));
  };
  return (
    <Panel className={css.pair ?? ''}>
      <PersonFacts person={kept} />
      <PersonFacts person={other} />
      <span className={css.quiet}>{t(`because.${because}`)}</span>
      {mayDecide && (
        <div className={css.buttons}>
          <ActionButton icon={IconUserCheck} disabled={saving} onClick={() => void decide(true)}>
            {t('person.same')}
          </ActionButton>
          <ActionButton icon={IconUsers} disabled={saving} onClick={() => void decide(false)}>
            {t('person.different')}
          </ActionButton>
        </div>
      )}
    </Panel>
  );
}

function PersonFacts({ person }: { readonly person: PersonRow }) {
  return (
    <div>
      <PersonName person={person} />
      <div className={css.hint}>
        {person.organisation !== '' && <VisibleName name={person.organisation} />}{' '}
        {person.email !== '' && <bdi dir="ltr">{person.email}</bdi>}
      </div>
    </div>
  );
}
