import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import type { WayFormProps } from './change-form.tsx';
import { CodeGroups } from './code-groups.tsx';
import { KeyForm } from './key-form.tsx';
import { TypeBack } from './type-back.tsx';

/** Another recovery key on paper; the one before opens nothing once the new one was typed back. */
export function PaperForm({ onDone, onCancel }: WayFormProps) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [code, setCode] = useState<string | null>(null);
  if (code !== null) {
    return (
      <TypeBack
        title={t('setUp.keyTitle')}
        lead={t('paper.keyLead')}
        label={t('setUp.typed')}
        act={t('paper.confirm')}
        onDone={() => onDone(t('paper.done'))}
        onBack={onCancel}
      >
        <CodeGroups label={t('unlock.recovery')} code={code} />
      </TypeBack>
    );
  }
  return (
    <KeyForm
      title={t('paper.title')}
      lead={t('paper.lead')}
      act={t('paper.act')}
      busy={t('unlock.opening')}
      onCancel={onCancel}
      onSubmit={async (key) => {
        const drafted = await desktop.call('vault:draft', { key, paper: { kind: 'recovery' } });
        if (!drafted.ok) return failureText(drafted.failure);
        setCode(drafted.value.codes[0] ?? null);
        return null;
      }}
    />
  );
}
