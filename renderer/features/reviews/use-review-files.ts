import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../shared/base/bytes.ts';
import { peopleInReview } from '../../../shared/domain/exchange/people-in-file.ts';
import { reviewDocx } from '../../../shared/domain/review/review-docx.ts';
import { reviewMarkdown } from '../../../shared/domain/review/review-markdown.ts';
import { fileNameOf } from '../../data/file-name.ts';
import { useSaveLeaving } from '../../data/use-save-leaving.ts';
import { languageInfo } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { OpenReview } from './use-review.ts';
import { useReviewDocument } from './use-review-words.ts';

/** Saves a review as text or as a document, once it was said what leaves with it. */
export function useReviewFiles(open: OpenReview) {
  const { t } = useTranslation('reviews');
  const { t: tData } = useTranslation('data');
  const { language, format } = useLocale();
  const save = useSaveLeaving();
  const { document, words } = useReviewDocument(open);
  const name = `${words.report} ${document.title}`;
  const facts = {
    what: [tData('leaving.review', { findings: open.findings.length, actions: open.actions.length })],
    people: peopleInReview(document),
    marking: document.marking,
  };
  const paper = () => {
    const [before = '', between = '', after = ''] = t('document.page', { page: '\u0000', total: '\u0000' }).split(
      '\u0000',
    );
    return {
      ...{ title: document.title, language, isRightToLeft: languageInfo(language).dir === 'rtl' },
      marking: document.marking,
      foot: t('document.printed', { date: format.dateTime(Date.now()) }),
      page: [before, between, after] as const,
    };
  };
  const saveAs = (ending: 'md' | 'docx', bytes: () => Uint8Array) =>
    save({ ...facts, name: `${fileNameOf(name)}.${ending}`, bytes });
  return {
    document,
    name,
    saveText: () => saveAs('md', () => utf8(reviewMarkdown(document, words))),
    saveDocument: () => saveAs('docx', () => reviewDocx(document, words, paper())),
  };
}
