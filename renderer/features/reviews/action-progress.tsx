import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setFields } from '../../../shared/domain/edit.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { type Action, action as actionDeclaration, actionStates } from '../../../shared/domain/review/action.ts';
import { moveAction } from '../../../shared/domain/review/action-progress.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { pageToday } from '../../data/page-ports.ts';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { Prose } from '../../ui/page-body.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import { actionStateWord } from './review-words.ts';
import css from './reviews.module.css';

interface ActionProgressProps {
  readonly action: Action;
  readonly mayEdit: boolean;
}

/** How far the action has come, and what shows it. */
export function ActionProgress({ action, mayEdit }: ActionProgressProps) {
  const { t } = useTranslation('reviews');
  const { format, language } = useLocale();
  const engine = useEngine();
  const { apply, saving } = useApply();
  const [lacksEvidence, setLacksEvidence] = useState(false);
  const evidence = pickText(action.evidence, language, action.language);
  const move = async (to: (typeof actionStates)[number]) => {
    // as it is on the disk now: the evidence may have been saved a moment ago
    const [state] = await engine.open([action.id]);
    if (state === undefined) return;
    const now = viewOf(actionDeclaration, state);
    const moved = moveAction({ ...now, hasEvidence: Object.keys(now.evidence).length > 0 }, to, pageToday());
    setLacksEvidence(!moved.ok);
    if (moved.ok) await apply(setFields(actionDeclaration, state, moved.value));
  };
  return (
    <section>
      <SectionHead
        title={t('action.progress')}
        meta={action.doneOn && t('action.doneOn', { date: dayText(format, action.doneOn, 'medium') })}
      />
      <div className={css.progress}>
        <SegmentedSwitch
          label={t('action.progress')}
          value={action.state ?? 'open'}
          options={actionStates.map((state) => ({
            value: state,
            label: actionStateWord(t, state),
            disabled: !mayEdit || saving,
          }))}
          onChange={(state) => void move(state)}
        />
        {lacksEvidence && (
          <Banner tone="due" isNews>
            {t('action.needsEvidence')}
          </Banner>
        )}
        {mayEdit ? (
          <EvidenceField key={action.id} action={action} onSaved={() => setLacksEvidence(false)} />
        ) : (
          evidence && <Prose text={evidence.text} lang={evidence.lang} />
        )}
      </div>
    </section>
  );
}

/** What shows that it was done; saved by its button, so that half a sentence is no evidence. */
function EvidenceField({ action, onSaved }: { readonly action: Action; onSaved(): void }) {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const { apply, saving } = useApply();
  const state = useQuery(recordStateQuery(action.id)).data;
  const written = action.language ?? language;
  const stored = action.evidence[written] ?? '';
  // What was there when the typing began is what is replaced; what arrives meanwhile stays beside it.
  const [typed, setTyped] = useState<{ readonly text: string; readonly seen: RecordState } | null>(null);
  const value = typed?.text ?? stored;
  if (!state) return null;
  const save = async (seen: RecordState) => {
    const saved = await apply(setFields(actionDeclaration, seen, { [`evidence.${written}`]: value.trim() || null }));
    if (!saved.ok) return;
    setTyped(null);
    onSaved();
  };
  return (
    <>
      <FormField
        label={t('action.evidence')}
        hint={t('action.evidenceHint')}
        lang={written}
        lines={3}
        value={value}
        onChange={(text) => setTyped({ text, seen: typed?.seen ?? state })}
      />
      {typed !== null && (
        <div className={css.acts}>
          <ActionButton disabled={saving} onClick={() => void save(typed.seen)}>
            {t('action.saveEvidence')}
          </ActionButton>
        </div>
      )}
    </>
  );
}
