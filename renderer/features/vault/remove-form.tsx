import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/ipc/contract.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import type { WayFormProps } from './change-form.tsx';
import { KeyForm } from './key-form.tsx';

export type RemovableWay = Input<'vault:remove'>['kind'];

/** Takes a way in away. Where it would be the last but one, the host refuses and says why. */
export function RemoveForm({ kind, onDone, onCancel }: WayFormProps & { readonly kind: RemovableWay }) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  return (
    <KeyForm
      title={t(`remove.title.${kind}`)}
      lead={t(`remove.lead.${kind}`)}
      act={t(`remove.title.${kind}`)}
      busy={t('unlock.opening')}
      kind="danger"
      onCancel={onCancel}
      onSubmit={async (key) => {
        const removed = await desktop.call('vault:remove', { key, kind });
        if (!removed.ok) return failureText(removed.failure);
        onDone(t(`remove.done.${kind}`));
        return null;
      }}
    />
  );
}
