import { Modal } from '@mantine/core';
import { IconPrinter, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Inject } from '../../../../shared/domain/conduct/inject.ts';
import type { Exercise } from '../../../../shared/domain/exercise.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { usePrinting } from '../../../data/use-printing.ts';
import type { Formatters } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { PrintSheet } from '../../../ui/print-sheet.tsx';
import { minuteText } from '../event-list/times.ts';
import css from './board.module.css';

interface InjectWholeProps {
  readonly exercise: Exercise;
  readonly inject: Inject;
  readonly format: Formatters;
  onClose(): void;
}

/**
 * An inject as its players get it: to turn the screen to them, to read aloud from, or to hand over on paper. What is expected of
 * them and what only controllers know is not on it.
 */
export function InjectWhole({ exercise, inject, format, onClose }: InjectWholeProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { isPrinting, print } = usePrinting();
  const name = pickText(exercise.title, language, exercise.language);
  const title = pickText(inject.title, language, inject.language);
  const heading = t('whole.title', { number: inject.number ?? '' });
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={heading}
      closeButtonProps={{ 'aria-label': t('whole.close'), icon: <IconX size={18} aria-hidden="true" /> }}
    >
      <div className={css.whole}>
        <Handout inject={inject} format={format} />
      </div>
      <div className={css.buttons}>
        <ActionButton
          size="field"
          icon={IconPrinter}
          onClick={() => void print(`${exercise.reference ?? ''} ${inject.number ?? ''} ${title?.text ?? ''}`)}
        >
          {t('whole.print')}
        </ActionButton>
      </div>
      {isPrinting && (
        <PrintSheet
          title={`${name?.text ?? ''} · ${heading}`}
          lang={name?.lang}
          tlp={exercise.marking}
          foot={t('whole.foot')}
        >
          <Handout inject={inject} format={format} />
        </PrintSheet>
      )}
    </Modal>
  );
}

function Handout({ inject, format }: Pick<InjectWholeProps, 'inject' | 'format'>) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const title = pickText(inject.title, language, inject.language);
  const message = pickText(inject.message, language, inject.language);
  const { from, to, scenarioMinute } = inject;
  return (
    <>
      <p className={css.wholeFacts}>
        {scenarioMinute !== undefined && (
          <span>{t('time.scenario', { time: minuteText(t, format, scenarioMinute) })}</span>
        )}
        {from !== undefined && <span>{t('inject.fromPerson', { name: from })}</span>}
        {to !== undefined && <span>{t('inject.toPerson', { name: to })}</span>}
      </p>
      {/* The title is what planners call it; players get its words, and the title where there are no others. */}
      {message === null && title !== null && (
        <p className={css.wholeText} {...contentLanguage(title.lang)}>
          <PlainText text={title.text} lang={title.lang} />
        </p>
      )}
      {message !== null && (
        <p className={css.wholeText} {...contentLanguage(message.lang)}>
          <PlainText text={message.text} lang={message.lang} />
        </p>
      )}
    </>
  );
}
