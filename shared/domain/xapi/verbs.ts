/** The verbs and kinds of activity that statements use ([XA2]), with the verb's word in each language of the program. */
import type { Language } from '../language.ts';

const adl = 'http://adlnet.gov/expapi';

export type VerbName = 'attended' | 'passed' | 'failed' | 'earned' | 'voided';

const ids: Readonly<Record<VerbName, string>> = {
  attended: `${adl}/verbs/attended`,
  passed: `${adl}/verbs/passed`,
  failed: `${adl}/verbs/failed`,
  earned: 'http://id.tincanapi.com/verb/earned',
  voided: `${adl}/verbs/voided`,
};

/** The same on every laptop, whatever language it speaks: a store compares statements of one id. */
const words: Readonly<Record<VerbName, Readonly<Record<Language, string>>>> = {
  attended: { ar: 'حضر', en: 'attended', es: 'asistió a', fr: 'a suivi', ru: 'присутствовал', zh: '出席' },
  passed: { ar: 'اجتاز', en: 'passed', es: 'superó', fr: 'a réussi', ru: 'прошёл', zh: '通过' },
  failed: { ar: 'لم يجتز', en: 'failed', es: 'no superó', fr: 'a échoué à', ru: 'не прошёл', zh: '未通过' },
  earned: { ar: 'نال', en: 'earned', es: 'obtuvo', fr: 'a obtenu', ru: 'получил', zh: '获得' },
  voided: { ar: 'أبطل', en: 'voided', es: 'anuló', fr: 'a annulé', ru: 'аннулировал', zh: '作废' },
};

export const verb = (name: VerbName) => ({ id: ids[name], display: words[name] });

export const activityTypes = {
  course: `${adl}/activities/course`,
  /** A session, and each half day of it. */
  meeting: `${adl}/activities/meeting`,
  /** A competency. */
  objective: `${adl}/activities/objective`,
  badge: 'http://activitystrea.ms/schema/1.0/badge',
} as const;
