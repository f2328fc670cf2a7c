import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFeatures } from '../../feature-list.ts';
import { useTranslate } from '../../i18n/use-translate.ts';

type Words = TFunction<'exchange'>;

/** Types without a screen of their own. */
const types: Readonly<Record<string, (t: Words) => string>> = {
  step: (t) => t('type.step'),
  'run-event': (t) => t('type.runEvent'),
  action: (t) => t('type.action'),
  attachment: (t) => t('type.attachment'),
  enrolment: (t) => t('type.enrolment'),
  'attendance-mark': (t) => t('type.attendanceMark'),
  'access-entry': (t) => t('type.accessEntry'),
  consent: (t) => t('type.consent'),
  'library-import': (t) => t('type.libraryImport'),
  decision: (t) => t('type.decision'),
  'agreement-act': (t) => t('type.agreementAct'),
  'access-answer': (t) => t('type.accessAnswer'),
  'retention-act': (t) => t('type.retentionAct'),
  'retention-hold': (t) => t('type.retentionHold'),
  'erasure-request': (t) => t('type.erasureRequest'),
  erasure: (t) => t('type.erasure'),
  'adaptation-piece': (t) => t('type.adaptationPiece'),
  release: (t) => t('type.release'),
  'release-approval': (t) => t('type.releaseApproval'),
  'release-withdrawal': (t) => t('type.releaseWithdrawal'),
  'release-comment': (t) => t('type.releaseComment'),
  'certificate-revocation': (t) => t('type.certificateRevocation'),
  'certificate-key': (t) => t('type.certificateKey'),
  'certificate-key-act': (t) => t('type.certificateKeyAct'),
  'certificate-list': (t) => t('type.certificateList'),
  objective: (t) => t('type.objective'),
  inject: (t) => t('type.inject'),
  'exercise-approval': (t) => t('type.exerciseApproval'),
  'conduct-event': (t) => t('type.conductEvent'),
  'guide-item': (t) => t('type.guideItem'),
  rating: (t) => t('type.rating'),
  'course-module': (t) => t('type.courseModule'),
  'assessment-item': (t) => t('type.assessmentItem'),
  'assessment-mark': (t) => t('type.assessmentMark'),
  'assessment-result': (t) => t('type.assessmentResult'),
  competency: (t) => t('type.competency'),
  'cost-entry': (t) => t('type.costEntry'),
  placement: (t) => t('type.placement'),
  'vocabulary-choice': (t) => t('type.vocabularyChoice'),
};

/** What records of a type are called, in the plural: by their feature, by this one, or by the name on the wire. */
export function useTypeWords(): (type: string) => string {
  const { t } = useTranslation('exchange');
  const translate = useTranslate();
  const features = useFeatures();
  return (type) => {
    const kind = features.find(({ recordTypes }) => recordTypes?.[type] !== undefined)?.recordTypes?.[type];
    if (kind !== undefined) return kind.label(translate);
    return Object.hasOwn(types, type) ? (types[type] as (t: Words) => string)(t) : t('type.other', { type });
  };
}
