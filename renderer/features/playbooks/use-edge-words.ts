import { useTranslation } from 'react-i18next';
import type { StepEdge } from '../../../shared/domain/workflow/step-edges.ts';

/** What stands at a branch: yes, no, the label of a case, "at the same time". */
export function useEdgeWords(): (edge: Pick<StepEdge, 'kind' | 'label'>) => string {
  const { t } = useTranslation('playbooks');
  return ({ kind, label }) => {
    switch (kind) {
      case 'yes':
        return t('reader.yes');
      case 'no':
        return t('reader.no');
      case 'repeat':
        return t('run.while');
      case 'case':
        return label ?? '';
      case 'together':
        return t('reader.together');
      case 'success':
        return t('reader.ifSucceeds');
      case 'failure':
        return t('reader.ifFails');
      case 'next':
        return t('reader.whenDone');
    }
  };
}
