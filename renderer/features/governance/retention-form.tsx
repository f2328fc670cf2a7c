import { IconHourglass } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/base/json.ts';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import {
  anonymisedKinds,
  longestRetention,
  type RetainedKind,
  type Rule,
  retainedKinds,
  retentionRule,
} from '../../../shared/domain/retention/retention-rule.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pageClock } from '../../data/page-ports.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { FieldRow, RecordForm } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { kindWord } from './agreement-words.ts';

/** A retention rule that is to be proposed. */
export function NewRetention() {
  const { t } = useTranslation('governance');
  const { scopes } = useIdentity();
  const scope = useCreateScope(retentionRule.type, scopes.find(({ centre }) => centre === undefined)?.id);
  const list = { label: t('tabs.retention'), path: '/governance/retention' };
  return scope === null ? <NotHere icon={IconHourglass} cause="not-allowed" list={list} /> : <Form scope={scope} />;
}

interface Typed {
  readonly kind: RetainedKind;
  readonly months: string;
  readonly action: Rule['action'];
  readonly basis: string;
  readonly whose: 'centre' | 'network';
}

const beginning: Typed = { kind: 'session', months: '60', action: 'remove', basis: '', whose: 'centre' };

function Form({ scope }: { readonly scope: string }) {
  const { t } = useTranslation('governance');
  const { language } = useLocale();
  const { person, name, centre } = useProfile();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(retentionRule, { scope });
  const [values, setValues] = useState<Typed>(beginning);
  const [isTold, setTold] = useState(false);
  const problems = problemsOf(values);
  const heading = t('retention.new');
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    setTold(true);
    if (problems.length > 0) return;
    const rule: Rule = {
      kind: values.kind,
      months: Number(values.months),
      action: actionOf(values),
      basis: values.basis.trim(),
      language,
      centre: values.whose === 'network' ? null : centre,
      by: { person, name, centre },
      at: pageClock.now(),
    };
    const id = await save({ rule: rule as unknown as Json });
    if (id !== null) void navigate({ to: `/governance/retention/${id}`, replace: true });
  };
  return (
    <>
      <TopBar crumbs={[{ label: t('tabs.retention'), path: '/governance/retention' }, { label: heading }]} />
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <Banner tone="info">{t('retention.once')}</Banner>
        <Fields
          values={values}
          problems={isTold ? problems : []}
          onChange={(change) => setValues((before) => ({ ...before, ...change }))}
        />
      </RecordForm>
    </>
  );
}

type Problem = 'months' | 'basis';

/** What keeps a rule from being one. */
function problemsOf({ months: typed, basis }: Typed): Problem[] {
  const months = Number(typed);
  const problems: (Problem | false)[] = [
    (!Number.isInteger(months) || months < 1 || months > longestRetention) && 'months',
    basis.trim() === '' && 'basis',
  ];
  return problems.filter((problem) => problem !== false);
}

const mayLoseNames = ({ kind }: Typed): boolean => anonymisedKinds.includes(kind);
const actionOf = (typed: Typed): Rule['action'] => (mayLoseNames(typed) ? typed.action : 'remove');

function Fields({ problems, ...form }: BoundForm<Typed> & { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation('governance');
  const { language } = useLocale();
  const { centre } = useProfile();
  const field = boundFields(form);
  const actions = mayLoseNames(form.values) ? (['remove', 'anonymise'] as const) : (['remove'] as const);
  const words = { remove: t('retention.remove'), anonymise: t('retention.anonymise') } as const;
  return (
    <>
      <FieldRow>
        <SelectField
          label={t('retention.kind')}
          options={retainedKinds.map((kind) => ({ value: kind, label: kindWord(t, kind) }))}
          {...field('kind')}
        />
        <SelectField
          label={t('retention.whose')}
          options={[
            { value: 'centre', label: centre },
            { value: 'network', label: t('scopes.network') },
          ]}
          {...field('whose')}
        />
      </FieldRow>
      <FieldRow>
        <FormField
          label={t('retention.months')}
          type="number"
          required
          problem={problems.includes('months') ? t('retention.monthsRange') : undefined}
          {...field('months')}
        />
        <SelectField
          label={t('retention.action')}
          options={actions.map((value) => ({ value, label: words[value] }))}
          {...field('action')}
          value={actionOf(form.values)}
        />
      </FieldRow>
      <FormField
        label={t('retention.basis')}
        lang={language}
        lines={3}
        maxLength={noteLimit}
        required
        problem={problems.includes('basis') ? t('retention.basisNone') : undefined}
        {...field('basis')}
      />
    </>
  );
}
