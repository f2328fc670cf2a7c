import { useTranslation } from 'react-i18next';
import type { Reason } from '../../../shared/domain/cacao/reason.ts';

/** Words for a reason of the importer, in the language of the interface; what came from the file is isolated in it. */
export function useReasonWords(): (reason: Reason) => string {
  const { t } = useTranslation('playbooks');
  return (reason) => t(`reason.${reason.code}`, reason.values);
}
