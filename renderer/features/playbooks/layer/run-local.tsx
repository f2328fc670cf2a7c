import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../shared/base/ids.ts';
import { adaptableFields } from '../../../../shared/domain/adaptation/adaptable.ts';
import {
  type EffectiveCoreStep,
  type EffectiveLocalStep,
  effectivePlaybook,
} from '../../../../shared/domain/adaptation/effective.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { PlainText } from '../../../ui/plain-text.tsx';
import { LocalLayer } from '../../../ui/trail.tsx';
import type { OpenPlaybook } from '../use-playbook.ts';
import css from './layer.module.css';
import { fieldWord } from './layer-words.ts';
import { Grounds, LocalParts, type Reading, shownText } from './local-marks.tsx';
import { useLayers } from './use-layers.ts';
import { coreIn, localSteps } from './use-local-reading.ts';

/** What somebody's own centre laid over the step that is now. */
export interface StepLayer {
  readonly step: EffectiveCoreStep;
  readonly added: readonly EffectiveLocalStep[];
  readonly reading: Reading;
  /** The text of the step is the centre's: the core's is not to be carried out. */
  readonly isReplaced: boolean;
}

/** The layer of this person's centre over one step of a run; null where there is none. */
export function useStepLayer(open: OpenPlaybook | null, id: RecordId, lang: string): StepLayer | null {
  const { centre } = useProfile();
  const layers = useLayers(open?.playbook.id ?? '');
  const local = useMemo(() => {
    const layer = layers?.find((each) => each.centre === centre);
    return open === null || layer === undefined ? null : localSteps(effectivePlaybook(coreIn(open), layer.pieces));
  }, [open, layers, centre]);
  const step = local?.of.get(id);
  if (open === null || step === undefined) return null;
  const reading = { lang, original: open.playbook.language, centre };
  const isReplaced = shownText(step.texts.description, reading)?.piece != null;
  return { step, added: local?.after.get(id) ?? [], reading, isReplaced };
}

/** In a run: the centre's texts instead of the core's, its notes, and the steps that it does besides; each says whose it is. */
export function RunLocal({ layer: { step, added, reading } }: { readonly layer: StepLayer }) {
  const { t } = useTranslation('playbooks');
  const { centre, lang } = reading;
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
      {added.map(({ piece }) => {
        const [name, text, authority] = [piece.name, piece.description, piece.authority].map((texts) =>
          pickText(texts, lang, piece.language ?? undefined),
        );
        return (
          <LocalLayer key={piece.id} title={t('layer.thenBy', { centre })}>
            {[name, text].map(
              (said, place) =>
                said && (
                  <div
                    key={said.text}
                    className={place === 0 ? css.runName : css.runText}
                    {...contentLanguage(said.lang)}
                  >
                    <PlainText text={said.text} lang={said.lang} />
                  </div>
                ),
            )}
            {authority && (
              <p className={css.ground}>
                <b>{t('reader.authority')}</b> <bdi {...contentLanguage(authority.lang)}>{authority.text}</bdi>
              </p>
            )}
          </LocalLayer>
        );
      })}
    </div>
  );
}
