import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Competency, competency as declaration } from '../../../../shared/domain/competency/competency.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { recordQuery, recordStateQuery } from '../../../data/record-queries.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { languages } from '../../../i18n/languages.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { RecordForm } from '../../../ui/form.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { PageBody } from '../../../ui/page-body.tsx';
import { ScreenHeading } from '../../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { TakeAway, TakenAway } from '../taking-away.tsx';
import css from '../training.module.css';
import { TrainingNotHere } from '../training-not-here.tsx';
import { frameworksPath } from './framework-list.tsx';
import { versionWords } from './framework-words.ts';

/** A competency: the framework's words as they are everywhere, and what this centre says beside them ([FW6]). */
export function CompetencyForm() {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const { may } = useProfile();
  const { competencyId } = useParams({ strict: false }) as { competencyId: string };
  const competency = useQuery(recordQuery(declaration, competencyId)).data;
  const state = useQuery(recordStateQuery(competencyId)).data;
  useScreenTitle(competency?.reference ?? t('framework.title'), t('rail.label'));
  if (competency === undefined || state === undefined) return null;
  if (competency === null || state === null) return <TrainingNotHere cause="away" what={t('framework.gone')} />;
  const name = pickText(competency.name, language, competency.language)?.text ?? competency.reference ?? '';
  if (competency.deleted) return <TakenAway declaration={declaration} record={competency} />;
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('framework.title'), path: frameworksPath },
          { label: competency.reference || t('framework.core') },
        ]}
      />
      <PageBody>
        <TakeAway declaration={declaration} record={competency} name={name} />
        {may('edit', declaration.type, competency.scope) ? (
          <OwnForm competency={competency} state={state} />
        ) : (
          <OwnWords competency={competency} />
        )}
      </PageBody>
    </>
  );
}

interface Told {
  readonly competency: Competency;
}

function Core({ competency }: Told) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const { framework = '', edition = '', sourceId = '', kind = 'other' } = competency;
  const original = competency.language ?? 'en';
  const name = pickText(competency.name, original, original);
  const more = pickText(competency.description, language, original);
  return (
    <section>
      <SectionHead title={t('framework.core')} />
      {name && (
        <p className={css.prose} {...contentLanguage(name.lang)}>
          {name.text}
        </p>
      )}
      {more && (
        <p className={css.prose} {...contentLanguage(more.lang)}>
          {more.text}
        </p>
      )}
      <p className={css.quiet}>
        {t(`frameworkKind.${kind}`)} · <bdi>{versionWords(t, framework, edition)}</bdi>
      </p>
      <p className={css.quiet}>
        {t('framework.identifier')}: <bdi>{sourceId}</bdi>
      </p>
      <p className={css.quiet}>{t('framework.coreWhy')}</p>
    </section>
  );
}

function OwnWords({ competency }: Told) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const own = (['target', 'note'] as const).flatMap((field) => {
    const said = pickText(competency[field], language, undefined);
    return said === null ? [] : [{ field, said }];
  });
  return (
    <>
      <ScreenHeading>{competency.reference || t('framework.core')}</ScreenHeading>
      <Core competency={competency} />
      {own.map(({ field, said }) => (
        <section key={field}>
          <SectionHead title={t(`framework.${field}`)} />
          <p className={css.prose} {...contentLanguage(said.lang)}>
            {said.text}
          </p>
        </section>
      ))}
    </>
  );
}

function OwnForm({ competency, state }: Told & { readonly state: RecordState }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(declaration, state);
  const [typed, setTyped] = useState(() => ({
    name: competency.name[language] ?? '',
    target: competency.target[language] ?? '',
    note: competency.note[language] ?? '',
  }));
  const isTranslated = language !== (competency.language ?? 'en');
  const fields = isTranslated ? (['name', 'target', 'note'] as const) : (['target', 'note'] as const);
  const onSave = async () => {
    const values = Object.fromEntries(fields.map((field) => [`${field}.${language}`, typed[field].trim() || null]));
    if ((await save(values)) !== null) void navigate({ to: frameworksPath as never, replace: true });
  };
  const field = (name: keyof typeof typed, label: string, lines: number, hint?: string) => (
    <FormField
      label={label}
      {...(hint === undefined ? {} : { hint })}
      lang={language}
      lines={lines}
      maxLength={name === 'note' ? 10_000 : 1_000}
      value={typed[name]}
      onChange={(value) => setTyped((now) => ({ ...now, [name]: value }))}
    />
  );
  const own = languages.find(({ code }) => code === language)?.name ?? language;
  return (
    <RecordForm heading={competency.reference || t('framework.core')} saving={saving} onSave={onSave}>
      <Core competency={competency} />
      {isTranslated && field('name', t('framework.nameIn', { language: own }), 2)}
      <SectionHead title={t('framework.own')} />
      {field('target', t('framework.target'), 2, t('framework.targetHint'))}
      {field('note', t('framework.note'), 4)}
    </RecordForm>
  );
}
