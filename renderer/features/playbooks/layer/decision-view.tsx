import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorePlaybook } from '../../../../shared/domain/adaptation/core-playbook.ts';
import { saidIn } from '../../../../shared/domain/adaptation/core-playbook.ts';
import type { Decision } from '../../../../shared/domain/adaptation/rebase.ts';
import { type Answer, proposalFor, stepsFor, type Way, waysOf } from '../../../../shared/domain/adaptation/settle.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { languages as known, languageWord } from '../../../i18n/languages.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { SegmentedSwitch } from '../../../ui/segmented-switch.tsx';
import type { OpenPlaybook } from '../use-playbook.ts';
import { stepName } from './decision-list.tsx';
import { DecisionSides } from './decision-sides.tsx';
import css from './layer.module.css';
import { kindWord, reasonSentence, wayWords } from './layer-words.ts';
import { Grounds } from './local-marks.tsx';

interface DecisionViewProps {
  readonly open: OpenPlaybook;
  readonly core: CorePlaybook;
  readonly decision: Decision;
  readonly centre: string;
  readonly mayDecide: boolean;
  onDecide(answer: Answer): Promise<void>;
}

/** One piece that waits: the core before, the core now and ours side by side, and the ways out. */
export function DecisionView({ open, core, decision, centre, mayDecide, onDecide }: DecisionViewProps) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const { piece } = decision;
  const titleId = useId();
  const name = stepName(decision, language, open.playbook.language);
  const langs = languagesOf(decision);
  const [lang, setLang] = useState(langs.find((each) => each === language) ?? langs[0] ?? language);
  return (
    <section className={css.decision} aria-labelledby={titleId}>
      <h2 id={titleId}>
        <bdi {...contentLanguage(name?.lang)}>{name?.text ?? t('reader.unnamed')}</bdi>
        <span>{kindWord(t, piece)}</span>
      </h2>
      <p className={css.why}>{reasonSentence(t, decision)}</p>
      {langs.length > 1 && (
        <SegmentedSwitch
          label={t('reader.languageLabel')}
          size="small"
          value={lang}
          options={langs.map((code) => ({
            value: code,
            lang: code,
            label: known.find((each) => each.code === code)?.short ?? code,
            spoken: languageWord(code, language),
            isBehind: decision.languages.includes(code),
          }))}
          onChange={setLang}
        />
      )}
      <DecisionSides decision={decision} lang={lang} centre={centre} core={core} />
      <Grounds piece={piece} reading={{ lang: language }} />
      {mayDecide ? (
        <Ways open={open} core={core} decision={decision} lang={lang} onDecide={onDecide} />
      ) : (
        <p className={css.why}>{t('layer.mayNotDecide')}</p>
      )}
    </section>
  );
}

/** Those that the piece is written in, and those in which the core says something else now. */
function languagesOf({ piece, languages }: Decision): string[] {
  return [
    ...new Set([...Object.keys(saidIn(piece.description)), ...Object.keys(saidIn(piece.name)), ...languages]),
  ].sort();
}

type WaysProps = Pick<DecisionViewProps, 'open' | 'core' | 'decision' | 'onDecide'> & { readonly lang: string };

function Ways({ open, core, decision, lang, onDecide }: WaysProps) {
  const { t } = useTranslation('playbooks');
  const ways = waysOf(decision, core);
  const [way, setWay] = useState<Way>(ways[0] as Way);
  const [texts, setTexts] = useState(() => proposals(decision));
  const [step, setStep] = useState('');
  const isClean = decision.reason === 'core-changed' && proposalFor(decision, lang).clean;
  const name = useId();
  const isReady = way !== 'elsewhere' || step !== '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    if (way === 'anew') void onDecide({ way, texts });
    else if (way === 'elsewhere') void onDecide({ way, step });
    else void onDecide({ way });
  };
  return (
    <form className={css.ways} onSubmit={send} aria-label={t('layer.whatHolds')}>
      <h3>{t('layer.whatHolds')}</h3>
      {ways.map((each) => {
        const words = wayWords(t, each, decision, isClean);
        return (
          <div key={each} className={css.way} data-chosen={each === way}>
            <label>
              <input type="radio" name={name} checked={each === way} onChange={() => setWay(each)} />
              <span>
                <b>{words.label}</b>
                <span>{words.hint}</span>
              </span>
            </label>
            {each === 'anew' && way === 'anew' && texts[lang] !== undefined && (
              <FormField
                label={t('layer.newText')}
                lines={4}
                lang={lang}
                maxLength={200_000}
                value={texts[lang] ?? ''}
                onChange={(text) => setTexts((now) => ({ ...now, [lang]: text }))}
              />
            )}
            {each === 'elsewhere' && way === 'elsewhere' && (
              <PlaceField open={open} steps={stepsFor(decision.piece, core)} value={step} onChange={setStep} />
            )}
          </div>
        );
      })}
      <ActionButton kind="primary" size="medium" type="submit" disabled={!isReady}>
        {t('layer.decideThis')}
      </ActionButton>
    </form>
  );
}

/** What is proposed in each language that the piece is written in. */
function proposals(decision: Decision): Record<string, string> {
  if (decision.reason !== 'core-changed') return {};
  const own = Object.keys(saidIn(decision.piece.description));
  return Object.fromEntries(own.map((lang) => [lang, proposalFor(decision, lang).text]));
}

function PlaceField(props: {
  readonly open: OpenPlaybook;
  readonly steps: readonly string[];
  readonly value: string;
  onChange(step: string): void;
}) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const { open, steps, value, onChange } = props;
  const offered = open.steps.listed.filter(({ step }) => steps.includes(step.id));
  const options = offered.map(({ step, number }) => {
    const name = pickText(step.name, language, open.playbook.language);
    return { value: step.id as string, label: `${number}. ${name?.text ?? t('reader.unnamed')}` };
  });
  return (
    <SelectField
      label={t('layer.whichStep')}
      value={value}
      options={[{ value: '', label: t('layer.chooseStep') }, ...options]}
      onChange={onChange}
    />
  );
}
