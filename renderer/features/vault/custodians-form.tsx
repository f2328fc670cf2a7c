import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { WayFormProps } from './change-form.tsx';
import { KeyForm } from './key-form.tsx';
import { type Share, ShareStep } from './share-step.tsx';
import { TypeBack } from './type-back.tsx';

const numbers = [1, 2, 3] as const;

/** Three shares for three people: named, drawn, shown one at a time, and one of them typed back. */
export function CustodiansForm({ onDone, onCancel }: WayFormProps) {
  const { t } = useTranslation('vault');
  const [shares, setShares] = useState<readonly Share[]>([]);
  const [at, setAt] = useState(0);
  if (shares.length === 0) return <NamesStep onDrawn={setShares} onCancel={onCancel} />;
  const share = shares[at];
  if (share !== undefined) {
    return (
      <ShareStep
        key={share.number}
        share={share}
        onNext={() => setAt(at + 1)}
        onBack={() => (at === 0 ? onCancel() : setAt(at - 1))}
      />
    );
  }
  return (
    <TypeBack
      title={t('custodians.typeTitle')}
      lead={t('custodians.typeLead')}
      label={t('custodians.typed')}
      act={t('custodians.confirm')}
      onDone={() => onDone(t('custodians.done'))}
      onBack={() => setAt(at - 1)}
    />
  );
}

interface NamesStepProps {
  onDrawn(shares: readonly Share[]): void;
  onCancel(): void;
}

function NamesStep({ onDrawn, onCancel }: NamesStepProps) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const { format } = useLocale();
  return (
    <KeyForm
      title={t('custodians.title')}
      lead={t('custodians.lead')}
      act={t('custodians.act')}
      busy={t('unlock.opening')}
      onCancel={onCancel}
      onSubmit={async (key, fields) => {
        const names = numbers.map((number) => String(fields.get(`name-${number}`) ?? '').trim());
        if (new Set(names).size < numbers.length) return t('custodians.different');
        const drafted = await desktop.call('vault:draft', { key, paper: { kind: 'custodians', names } });
        if (!drafted.ok) return failureText(drafted.failure);
        onDrawn(drafted.value.codes.map((code, at) => ({ code, number: at + 1, name: names[at] ?? '' })));
        return null;
      }}
    >
      {numbers.map((number) => (
        <TextInput
          key={number}
          name={`name-${number}`}
          label={t('custodians.name', { number: format.number(number) })}
          required
          attributes={{ input: { dir: 'auto' } }}
          autoComplete="off"
          maxLength={100}
        />
      ))}
    </KeyForm>
  );
}
