import { useTranslation } from 'react-i18next';
import { adaptableFields } from '../../../../shared/domain/adaptation/adaptable.ts';
import type { EffectiveCoreStep } from '../../../../shared/domain/adaptation/effective.ts';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { LocalLayer } from '../../../ui/trail.tsx';
import css from './layer.module.css';
import { fieldWord } from './layer-words.ts';
import { Grounds, LocalParts, type Reading, shownText } from './local-marks.tsx';

interface RunLocalProps {
  readonly step: EffectiveCoreStep;
  readonly reading: Reading;
}

/** In a run: which texts are the centre's instead of the core's, and why; and its notes. Each says whose it is. */
export function RunLocal({ step, reading }: RunLocalProps) {
  const { t } = useTranslation('playbooks');
  const { centre } = reading;
  return (
    <div className={css.inRun}>
      {adaptableFields.map((field) => {
        const shown = shownText(step.texts[field], reading);
        if (shown?.piece == null) return null;
        return (
          <LocalLayer key={field} title={t('layer.insteadOf', { centre, field: fieldWord(t, field) })}>
            <div className={css.runText} {...contentLanguage(shown.lang)}>
              <PlainText text={shown.text} lang={shown.lang} />
            </div>
            <Grounds piece={shown.piece} reading={reading} />
          </LocalLayer>
        );
      })}
      <LocalParts step={step} reading={reading} />
    </div>
  );
}
