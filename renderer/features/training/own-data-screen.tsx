import { IconFileDescription } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tlpLevels } from '../../../shared/domain/tlp.ts';
import { type PersonRow, shownName } from '../../../shared/domain/training/roster.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FieldRow } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { OwnDataTable } from './own-data-table.tsx';
import css from './training.module.css';
import { TrainingNotHere } from './training-not-here.tsx';
import { type OwnDataChoices, type OwnDataOutcome, useOwnData } from './use-own-data.ts';
import { usePersons } from './use-persons.ts';

/** A person asks what is held about them: first what goes into the file and what does not, then the writing of it. */
export function OwnDataScreen() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { personId } = useParams({ strict: false }) as { personId: string };
  const persons = usePersons();
  const state = useQuery(recordStateQuery(personId)).data;
  if (persons === undefined || state === undefined) return null;
  if (state === null) return <TrainingNotHere cause="away" what={t('person.gone')} />;
  const person = persons.get(personId);
  if (person === undefined) return <TrainingNotHere cause="deleted" />;
  if (!may('disclose', 'person', state.scope)) return <TrainingNotHere cause="not-allowed" />;
  return <OwnDataOf person={person} persons={persons} />;
}

interface OwnDataOfProps {
  readonly person: PersonRow;
  readonly persons: ReadonlyMap<string, PersonRow>;
}

function OwnDataOf({ person, persons }: OwnDataOfProps) {
  const { t } = useTranslation('training');
  const [choices, setChoices] = useState<OwnDataChoices>({ purpose: '', account: '', highest: 'TLP:AMBER+STRICT' });
  const { data, progress, outcome, write } = useOwnData(person, persons, choices);
  const name = shownName(person);
  useScreenTitle(t('ownData.title', { name }), t('tabs.people'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.people'), path: '/training/people' },
          { label: name, path: `/training/people/${person.id}` },
          { label: t('ownData.act') },
        ]}
      />
      <PageBody>
        <ScreenHeading>{t('ownData.title', { name })}</ScreenHeading>
        <p className={css.quiet}>{t('ownData.what')}</p>
        {outcome !== null && <Outcome outcome={outcome} />}
        <Choices choices={choices} onChange={(change) => setChoices((now) => ({ ...now, ...change }))} />
        {data === null ? <Looking {...progress} /> : <OwnDataTable data={data} />}
        <div className={css.buttons}>
          <ActionButton
            kind="primary"
            size="medium"
            icon={IconFileDescription}
            disabled={data === null || data.plan.leaving.length === 0}
            onClick={() => void write()}
          >
            {t('ownData.write')}
          </ActionButton>
          <p className={css.hint}>{t('ownData.handOver')}</p>
        </div>
      </PageBody>
    </>
  );
}

interface ChoicesProps {
  readonly choices: OwnDataChoices;
  onChange(change: Partial<OwnDataChoices>): void;
}

function Choices({ choices, onChange }: ChoicesProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { profiles } = useIdentity();
  return (
    <FieldRow>
      <FormField
        label={t('ownData.purpose')}
        hint={t('ownData.purposeHint')}
        maxLength={500}
        value={choices.purpose}
        onChange={(purpose) => onChange({ purpose })}
      />
      <SelectField
        label={t('ownData.account')}
        value={choices.account}
        options={[
          { value: '', label: t('ownData.noAccount') },
          ...profiles.map(({ person, name, centre }) => ({ value: person, label: format.series([name, centre]) })),
        ]}
        onChange={(account) => onChange({ account })}
      />
      <SelectField
        label={t('ownData.highest')}
        ltr
        value={choices.highest}
        options={tlpLevels.map((level) => ({ value: level, label: level }))}
        onChange={(highest) => onChange({ highest })}
      />
    </FieldRow>
  );
}

function Looking({ done, total }: { readonly done: number; readonly total: number }) {
  const { t } = useTranslation('training');
  const id = useId();
  return (
    <p className={css.quiet}>
      <label htmlFor={id}>{t('ownData.looking')}</label>{' '}
      <progress id={id} {...(total === 0 ? {} : { value: done, max: total })} />
    </p>
  );
}

function Outcome({ outcome }: { readonly outcome: OwnDataOutcome }) {
  const { t } = useTranslation('training');
  if (outcome.kind === 'failed') {
    return (
      <Banner tone="bad" isNews title={t('ownData.failed')}>
        {outcome.why}
      </Banner>
    );
  }
  if (outcome.kind === 'written') return <Banner tone="ok" isNews title={t('ownData.written')} />;
  return <Banner tone="due" isNews title={t('ownData.notKept')} />;
}
