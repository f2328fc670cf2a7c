import { IconPackageExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachment } from '../../../shared/domain/attachment.ts';
import type { ExportPlan } from '../../../shared/domain/exchange/plan-export.ts';
import { exercise as exerciseDeclaration } from '../../../shared/domain/exercise.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import { tlpLevels } from '../../../shared/domain/tlp.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { LeavingFacts } from '../../data/leaving-facts.tsx';
import { recordQuery } from '../../data/record-queries.ts';
import { useCentres } from '../../data/use-agreements.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FieldRow } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './exchange.module.css';
import { ExchangeTabs } from './exchange-tabs.tsx';
import { LeavingTable } from './leaving-table.tsx';
import { PackageFacts } from './package-facts.tsx';
import { type ExportChoices, type Exporting, type ExportOutcome, useExport } from './use-export.ts';
import { WithheldPane } from './withheld-pane.tsx';
import { WorkProgress } from './work-progress.tsx';

/** Everything a person may see as one file, or an exercise's package: first what leaves and what stays, then the writing. */
export function ExportScreen() {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const exercise = typeof search['exercise'] === 'string' ? search['exercise'] : undefined;
  return <Export key={exercise ?? ''} exercise={exercise} />;
}

function Export({ exercise }: { readonly exercise: string | undefined }) {
  const { t } = useTranslation('exchange');
  const [choices, setChoices] = useState<ExportChoices>({
    highest: 'TLP:AMBER+STRICT',
    withDeleted: false,
    purpose: '',
    centre: '',
    exercise,
    withPeople: true,
  });
  const exporting = useExport(choices);
  const { plan, pack, outcome } = exporting;
  const change = (changed: Partial<ExportChoices>) => setChoices((now) => ({ ...now, ...changed }));
  const title = exercise === undefined ? t('export.title') : t('export.packageTitle');
  useScreenTitle(title, t('place'));
  return (
    <>
      <TopBar crumbs={[{ label: t('settings'), path: '/settings' }, { label: t('place') }]} />
      <SidePane label={t('export.stays')} width={360} pane={plan && <WithheldPane plan={plan} />}>
        <PageBody close>
          <ListHead title={title} end={<ExchangeTabs at="export" />} />
          {exercise === undefined ? (
            <p className={css.quiet}>{t('export.what')}</p>
          ) : (
            <PackageWords exercise={exercise} />
          )}
          {outcome !== null && <OutcomeBanner outcome={outcome} />}
          <Choices choices={choices} onChange={change} />
          {pack && (
            <PackageFacts
              pack={pack}
              withPeople={choices.withPeople}
              onPeople={(withPeople) => change({ withPeople })}
            />
          )}
          {plan && plan.leaving.length > 0 && <LeavingFacts leaving={plan.leaving} />}
          {plan && <PhotosLeaving plan={plan} />}
          {plan && <LeavingTable plan={plan} />}
        </PageBody>
        <WriteFoot exporting={exporting} />
      </SidePane>
    </>
  );
}

/** The press that writes, and how far it is. */
function WriteFoot({ exporting: { plan, pack, progress, run, stop } }: { readonly exporting: Exporting }) {
  const { t } = useTranslation('exchange');
  return (
    <div className={css.foot}>
      {progress === null ? (
        <>
          <ActionButton
            kind="primary"
            size="medium"
            icon={IconPackageExport}
            disabled={plan === undefined || plan.leaving.length === 0 || pack?.isEmpty === true}
            onClick={() => void run()}
          >
            {t('export.write', { count: plan?.leaving.length ?? 0 })}
          </ActionButton>
          <span className={css.quiet}>{t('export.noReturn')}</span>
        </>
      ) : (
        <WorkProgress label={t('export.writing')} {...progress} onStop={stop} />
      )}
    </div>
  );
}

/** Photos leave as they were recorded, or their digests would be wrong ([RN8]); who writes the file has to know. */
function PhotosLeaving({ plan }: { readonly plan: ExportPlan }) {
  const { t } = useTranslation('exchange');
  const photos = plan.leaving.filter(
    ({ type, deleted, values }) =>
      type === attachment.type && !deleted && String(values['mediaType'] ?? '').startsWith('image/'),
  );
  return photos.length > 0 && <p>{t('export.photos', { count: photos.length })}</p>;
}

/** Of which exercise it is, and what goes with it. */
function PackageWords({ exercise }: { readonly exercise: string }) {
  const { t } = useTranslation('exchange');
  const { language } = useLocale();
  const record = useQuery(recordQuery(exerciseDeclaration, exercise)).data;
  const title = record ? pickText(record.title, language, record.language) : null;
  return (
    <>
      {title !== null && (
        <b>
          <PlainText text={title.text} lang={title.lang} />
        </b>
      )}
      <p className={css.quiet}>{t('export.packageWhat')}</p>
    </>
  );
}

interface ChoicesProps {
  readonly choices: ExportChoices;
  onChange(change: Partial<ExportChoices>): void;
}

function Choices({ choices, onChange }: ChoicesProps) {
  const { t } = useTranslation('exchange');
  const { name, centre } = useProfile();
  const centres = useCentres();
  const id = useId();
  return (
    <>
      <FieldRow>
        <FormField
          label={t('export.purpose')}
          hint={t('export.by', { name, centre })}
          maxLength={500}
          value={choices.purpose}
          onChange={(purpose) => onChange({ purpose })}
        />
        <SelectField
          label={t('export.for')}
          value={choices.centre}
          options={[
            { value: '', label: t('export.forNobody') },
            ...centres.filter((each) => each !== centre).map((each) => ({ value: each, label: each })),
          ]}
          onChange={(chosen) => onChange({ centre: chosen })}
        />
        <SelectField
          label={t('export.highest')}
          ltr
          value={choices.highest}
          options={tlpLevels.map((level) => ({ value: level, label: level }))}
          onChange={(highest) => onChange({ highest })}
        />
      </FieldRow>
      {choices.exercise === undefined && (
        <label className={css.check} htmlFor={id}>
          <input
            id={id}
            type="checkbox"
            checked={choices.withDeleted}
            onChange={(event) => onChange({ withDeleted: event.currentTarget.checked })}
          />
          {t('export.withDeleted')}
        </label>
      )}
      {choices.highest === 'TLP:RED' && <Banner tone="due">{t('export.red')}</Banner>}
    </>
  );
}

function OutcomeBanner({ outcome }: { readonly outcome: ExportOutcome }) {
  const { t } = useTranslation('exchange');
  switch (outcome.kind) {
    case 'written':
      return (
        <Banner
          tone={outcome.missing.length === 0 ? 'ok' : 'due'}
          isNews
          title={t('export.written', { count: outcome.records })}
        >
          {outcome.missing.length > 0 && t('export.missing', { count: outcome.missing.length })}
        </Banner>
      );
    case 'stopped':
      return <Banner tone="due" isNews title={t('export.stopped')} />;
    case 'not-kept':
      return <Banner tone="due" isNews title={t('export.notKept')} />;
    default:
      return (
        <Banner tone="bad" isNews title={t('export.failed')}>
          {outcome.why}
        </Banner>
      );
  }
}
