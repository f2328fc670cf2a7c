import { IconScale } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import { agreement } from '../../../shared/domain/agreement/agreement.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageToday } from '../../data/page-ports.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { RecordForm } from '../../ui/form.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { AgreementFields } from './agreement-fields.tsx';
import { beginning, problemsOf, termsOf } from './agreement-typed.ts';

/** An agreement that is to be proposed. */
export function NewAgreement() {
  const { t } = useTranslation('governance');
  const { scopes } = useIdentity();
  // Where every party can read it, if there is such a scope.
  const scope = useCreateScope(agreement.type, scopes.find(({ centre }) => centre === undefined)?.id);
  const list = { label: t('rail.label'), path: '/governance' };
  return scope === null ? <NotHere icon={IconScale} cause="not-allowed" list={list} /> : <Form scope={scope} />;
}

function Form({ scope }: { readonly scope: string }) {
  const { t } = useTranslation('governance');
  const { language } = useLocale();
  const { person, name, centre } = useProfile();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(agreement, { scope });
  const [values, setValues] = useState(() => beginning(centre, pageToday()));
  const [isTold, setTold] = useState(false);
  const problems = problemsOf(values);
  const heading = t('agreement.new');
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    setTold(true);
    if (problems.length > 0) return;
    const terms = termsOf(values, { by: { person, name, centre }, at: pageClock.now(), language });
    const id = await save({ title: terms.title, terms: terms as unknown as Json });
    if (id !== null) void navigate({ to: `/governance/agreements/${id}`, replace: true });
  };
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/governance' }, { label: heading }]} />
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <Banner tone="info">{t('form.once')}</Banner>
        <AgreementFields
          values={values}
          problems={isTold ? problems : []}
          onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        />
      </RecordForm>
    </>
  );
}
