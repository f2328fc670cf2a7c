import { IconFileDescription } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tlpLevels } from '../../../shared/domain/tlp.ts';
import { shownName } from '../../../shared/domain/training/roster.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FieldRow } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Looking } from './looking.tsx';
import { OwnDataTable } from './own-data-table.tsx';
import { PersonTopBar } from './person-top-bar.tsx';
import css from './training.module.css';
import { type OpenPerson, useOpenPerson } from './use-open-person.tsx';
import { type OwnDataChoices, type OwnDataOutcome, useOwnData } from './use-own-data.ts';

/** A person asks what is held about them: first what goes into the file and what does not, then the writing of it. */
export function OwnDataScreen() {
  const { may } = useProfile();
  const open = useOpenPerson((scope) => may('disclose', 'person', scope));
  if ('notHere' in open) return open.notHere;
  return <OwnDataOf {...open} />;
}

function OwnDataOf({ person, persons }: OpenPerson) {
  const { t } = useTranslation('training');
  const [choices, setChoices] = useState<OwnDataChoices>({ purpose: '', account: '', highest: 'TLP:AMBER+STRICT' });
  const { data, progress, outcome, write } = useOwnData(person, persons, choices);
  const name = shownName(person);
  useScreenTitle(t('ownData.title', { name }), t('tabs.people'));
  return (
    <>
      <PersonTopBar person={person} label={t('ownData.act')} />
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
