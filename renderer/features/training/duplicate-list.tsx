import { IconArrowBackUp, IconUserCheck, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateSuggestion } from '../../../shared/domain/names/find-duplicates.ts';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PersonName, VisibleName } from './person-name.tsx';
import css from './training.module.css';
import { useTrainingScope } from './use-may-train.ts';
import { useSamePerson } from './use-same-person.ts';

/** Pairs shown at once; deciding brings the next ones. */
const shownLimit = 50;

/** A decision that was just saved, and how to take it back. */
interface Decided {
  readonly isSame: boolean;
  readonly persons: readonly [PersonRow, PersonRow];
}

/** Pairs that may be one person. Nothing happens to them until somebody says so, and what is said loses no record. */
export function DuplicateList({ suggestions }: { readonly suggestions: readonly DuplicateSuggestion[] }) {
  const { t } = useTranslation('training');
  const [decided, setDecided] = useState<Decided | null>(null);
  const { saving, decide, takeBack } = useSamePerson();
  const onDecide = async (persons: Decided['persons'], isSame: boolean) => {
    if (await decide(persons, isSame)) setDecided({ persons, isSame });
  };
  const onUndo = async ({ persons }: Decided) => {
    if (await takeBack(persons)) setDecided(null);
  };
  return (
    <>
      {decided !== null && (
        <Banner
          tone="ok"
          isNews
          title={decided.isSame ? t('person.joined') : t('person.apart')}
          action={
            <ActionButton icon={IconArrowBackUp} mirrorIcon disabled={saving} onClick={() => void onUndo(decided)}>
              {t('attendance.undo')}
            </ActionButton>
          }
        >
          <PersonName person={decided.persons[0]} /> · <PersonName person={decided.persons[1]} />
        </Banner>
      )}
      {suggestions.length === 0 && <p className={css.quiet}>{t('person.noDuplicates')}</p>}
      <ul className={css.pairs} aria-label={t('person.duplicates')}>
        {suggestions.slice(0, shownLimit).map((suggestion) => (
          <li key={suggestion.persons.map(({ id }) => id).join(' ')}>
            <Pair suggestion={suggestion} saving={saving} onDecide={(is) => void onDecide(suggestion.persons, is)} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface PairProps {
  readonly suggestion: DuplicateSuggestion;
  readonly saving: boolean;
  onDecide(isSame: boolean): void;
}

function Pair({ suggestion: { persons, because }, saving, onDecide }: PairProps) {
  const { t } = useTranslation('training');
  const mayDecide = useTrainingScope() !== null;
  return (
    <Panel className={css.pair ?? ''}>
      <PersonFacts person={persons[0]} />
      <PersonFacts person={persons[1]} />
      <span className={css.quiet}>{t(`because.${because}`)}</span>
      {mayDecide && (
        <div className={css.buttons}>
          <ActionButton icon={IconUserCheck} disabled={saving} onClick={() => onDecide(true)}>
            {t('person.same')}
          </ActionButton>
          <ActionButton icon={IconUsers} disabled={saving} onClick={() => onDecide(false)}>
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
