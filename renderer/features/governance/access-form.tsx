import { IconKey } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import { accessRequest, lastDayFrom } from '../../../shared/domain/access/access-request.ts';
import { approvalsNeeded } from '../../../shared/domain/access/access-standing.ts';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { useScopeName } from '../../data/moves/use-move-targets.ts';
import { pageClock } from '../../data/page-ports.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { boundFields } from '../../ui/bound-fields.ts';
import { RecordForm } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { askedOf, beginningAccess, problemsOfAccess } from './access-typed.ts';
import { KindsField } from './kinds-field.tsx';
import { useAskable } from './use-access.ts';

/** A request for access that is to be made; the address may name the scope that somebody met a refusal at. */
export function NewAccess() {
  const { t } = useTranslation('governance');
  const { scopeId } = useParams({ strict: false }) as { scopeId?: string };
  const { scopes } = useIdentity();
  // Where who looks after the other scope can read it, if there is such a scope.
  const scope = useCreateScope(accessRequest.type, scopes.find(({ centre }) => centre === undefined)?.id);
  const askable = useAskable();
  const list = { label: t('tabs.access'), path: '/governance/access' };
  if (scope === null) return <NotHere icon={IconKey} cause="not-allowed" list={list} />;
  if (askable.length === 0) return <NotHere icon={IconKey} cause="away" what={t('access.nothingToAsk')} list={list} />;
  return <Form scope={scope} askable={askable} wanted={scopeId} />;
}

interface FormProps {
  /** The scope that the request travels in. */
  readonly scope: string;
  readonly askable: readonly ScopeInfo[];
  readonly wanted: string | undefined;
}

function Form({ scope, askable, wanted }: FormProps) {
  const { t } = useTranslation('governance');
  const { language, format } = useLocale();
  const { person, name, centre } = useProfile();
  const navigate = useNavigate();
  const travelsIn = useScopeName()(scope) ?? '';
  const { save, saving } = useSaveRecord(accessRequest, { scope });
  const [now] = useState(() => pageClock.now());
  const first = askable.find(({ id }) => id === wanted) ?? askable[0];
  const [values, setValues] = useState(() => beginningAccess(first?.id ?? '', now));
  const [isTold, setTold] = useState(false);
  const problems = isTold ? problemsOfAccess(values, askable, now) : [];
  const field = boundFields({ values, onChange: (change) => setValues((before) => ({ ...before, ...change })) });
  const heading = t('access.new');
  const lastDay = dayText(format, lastDayFrom(now), 'medium');
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    setTold(true);
    const wantedScope = askable.find(({ id }) => id === values.scope);
    if (wantedScope === undefined || problemsOfAccess(values, askable, now).length > 0) return;
    const asked = askedOf(values, wantedScope, { by: { person, name, centre }, at: pageClock.now(), language });
    const id = await save({ title: asked.scopeName, asked: asked as unknown as Json });
    if (id !== null) void navigate({ to: `/governance/access/${id}`, replace: true });
  };
  return (
    <>
      <TopBar crumbs={[{ label: t('tabs.access'), path: '/governance/access' }, { label: heading }]} />
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <Banner tone="info">{t('access.sentIn', { scope: travelsIn })}</Banner>
        <SelectField
          label={t('access.scope')}
          options={askable.map((each) => ({
            value: each.id,
            label:
              each.centre === undefined ? each.name : t('access.scopeOf', { scope: each.name, centre: each.centre }),
          }))}
          {...field('scope')}
        />
        <KindsField label={t('access.kinds')} isMissing={problems.includes('kinds')} {...field('kinds')} />
        <FormField
          label={t('access.purpose')}
          lang={language}
          lines={4}
          maxLength={noteLimit}
          required
          problem={problems.includes('purpose') ? t('access.purposeNone') : undefined}
          {...field('purpose')}
        />
        <FormField
          label={t('access.lastDay')}
          type="date"
          required
          hint={t('access.lastDayHint', { day: lastDay })}
          problem={problems.includes('until') ? t('access.lastDayHint', { day: lastDay }) : undefined}
          {...field('until')}
        />
        {approvalsNeeded({ kinds: [...values.kinds] }) > 1 && <Banner tone="due">{t('access.two')}</Banner>}
      </RecordForm>
    </>
  );
}
