import { useTranslation } from 'react-i18next';
import type { ActionKind } from '../../shared/domain/undo-stack.ts';
import './words.ts';

/** What an action was, as a reader says it: "edit of Unattended item". */
export function useActionWords(): (kind: ActionKind, name: string | null) => string {
  const { t } = useTranslation('data');
  return (kind, name) => {
    const title = name ?? t('undo.unnamed');
    switch (kind) {
      case 'create':
        return t('undo.what.create', { title });
      case 'edit':
        return t('undo.what.edit', { title });
      case 'settle':
        return t('undo.what.settle', { title });
      case 'delete':
        return t('undo.what.delete', { title });
      case 'move':
        return t('undo.what.move', { title });
      case 'restore':
        return t('undo.what.restore', { title });
    }
  };
}
