import { useTranslation } from 'react-i18next';
import { useFeatures } from '../../feature-list.ts';
import { useTranslate } from '../../i18n/use-translate.ts';

/** What records of a type are called, in the plural: by their feature, by this one, or by the name on the wire. */
export function useTypeWords(): (type: string) => string {
  const { t } = useTranslation('exchange');
  const translate = useTranslate();
  const features = useFeatures();
  return (type) => {
    const kind = features.find(({ recordTypes }) => recordTypes?.[type] !== undefined)?.recordTypes?.[type];
    if (kind !== undefined) return kind.label(translate);
    switch (type) {
      case 'step':
        return t('type.step');
      case 'run-event':
        return t('type.runEvent');
      case 'action':
        return t('type.action');
      case 'attachment':
        return t('type.attachment');
      case 'enrolment':
        return t('type.enrolment');
      case 'attendance-mark':
        return t('type.attendanceMark');
      case 'access-entry':
        return t('type.accessEntry');
      case 'library-import':
        return t('type.libraryImport');
      case 'decision':
        return t('type.decision');
      case 'agreement-act':
        return t('type.agreementAct');
      case 'access-answer':
        return t('type.accessAnswer');
      case 'retention-act':
        return t('type.retentionAct');
      case 'retention-hold':
        return t('type.retentionHold');
      case 'erasure-request':
        return t('type.erasureRequest');
      case 'erasure':
        return t('type.erasure');
      case 'adaptation-piece':
        return t('type.adaptationPiece');
      case 'release':
        return t('type.release');
      case 'release-approval':
        return t('type.releaseApproval');
      case 'release-withdrawal':
        return t('type.releaseWithdrawal');
      case 'certificate-revocation':
        return t('type.certificateRevocation');
      case 'certificate-key':
        return t('type.certificateKey');
      case 'certificate-key-act':
        return t('type.certificateKeyAct');
      case 'certificate-list':
        return t('type.certificateList');
      case 'objective':
        return t('type.objective');
      case 'inject':
        return t('type.inject');
      case 'exercise-approval':
        return t('type.exerciseApproval');
      case 'conduct-event':
        return t('type.conductEvent');
      default:
        return t('type.other', { type });
    }
  };
}
