import { useTranslation } from 'react-i18next';
import type { OwnData } from '../../../shared/domain/own-data/gather-own-data.ts';
import type { OwnDataRequest, OwnDataWords } from '../../../shared/domain/own-data/own-data-document.ts';
import { choiceLabel } from '../../i18n/choice-label.ts';
import { fieldLabel, typeLabel } from '../../i18n/field-label.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { markWord } from './mark-words.tsx';

const marks = ['present', 'late', 'absent', 'excused'] as const;

/** The words of the page of somebody's own data, in the language of whoever writes it. */
export function useOwnDataWords(): (request: OwnDataRequest, data: OwnData) => OwnDataWords {
  const { t } = useTranslation('training');
  const { t: records } = useTranslation('records');
  const { format, language } = useLocale();
  const changeWord = (kind: string, field: string) => {
    switch (kind) {
      case 'create':
        return t('ownData.change.created');
      case 'delete':
        return t('ownData.change.deleted');
      case 'restore':
        return t('ownData.change.restored');
      case 'move':
        return t('ownData.change.moved');
      default:
        return fieldLabel(records, field);
    }
  };
  return ({ by, at, purpose, network, subject, account }, { plan, changedWithheld }) => ({
    language,
    title: t('ownData.title', { name: subject.name }),
    about: [
      t('ownData.page.by', { name: by.name, centre: by.centre, time: format.dateTime(at), network: network.name }),
      purpose === '' ? t('ownData.page.noPurpose') : t('ownData.page.purpose', { purpose }),
      ...(network.sample ? [t('ownData.page.sample')] : []),
    ],
    deleted: t('ownData.page.deleted'),
    changesTitle: t('ownData.changes'),
    columns: [t('ownData.page.when'), t('ownData.page.record'), t('ownData.page.what')],
    notHereTitle: t('ownData.page.notHere'),
    notHere: [
      t('ownData.page.onlyHere'),
      t('ownData.page.signIns'),
      t('ownData.page.byName'),
      ...(account === null ? [t('ownData.page.noAccount')] : []),
      ...(plan.withheld + changedWithheld > 0
        ? [t('ownData.page.withheld', { records: plan.withheld + changedWithheld })]
        : []),
    ],
    type: (type) => typeLabel(records, type),
    field: (key) => fieldLabel(records, key),
    moment: (moment) => format.dateTime(moment),
    value(text) {
      const mark = marks.find((each) => each === text);
      return mark === undefined ? choiceLabel(records, text) : markWord(t, mark);
    },
    change: changeWord,
  });
}
