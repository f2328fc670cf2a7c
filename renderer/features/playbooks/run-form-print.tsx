import { useTranslation } from 'react-i18next';
import { type Localised, pickText } from '../../../shared/domain/localised.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { shortIdOf } from './library-model.ts';
import css from './run-form-print.module.css';
import { commandsOf, decisionKinds, type NumberedStep } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';
import type { OpenPlaybook } from './use-playbook.ts';

export interface RunFormProps {
  readonly open: OpenPlaybook;
  readonly lang: string;
}

/** The run on paper, for when no laptop runs: boxes to tick, lines for who, when, on whose authority, and signatures. */
export function RunFormPrint({ open: { playbook, steps }, lang }: RunFormProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const pick = (texts: Localised) => pickText(texts, lang, playbook.language);
  const title = pick(playbook.title);
  const name = title?.text ?? t('library.untitled');
  const facts = [
    playbook.reference ?? shortIdOf(playbook.cacaoId),
    playbook.releaseNumber && t('reader.release', { number: playbook.releaseNumber }),
  ].filter((part) => part);
  return (
    <PrintSheet
      title={`${t('form.title')}: ${name}`}
      lang={title?.lang}
      tlp={playbook.marking}
      foot={t('reader.printed', { date: format.dateTime(Date.now()) })}
    >
      <h1 {...contentLanguage(title?.lang)}>{name}</h1>
      <p>{[t('form.title'), ...facts].join(' · ')}</p>
      <div className={css.fields}>
        <Blank label={t('form.place')} />
        <Blank label={t('form.date')} />
        <Blank label={t('form.began')} />
        <Blank label={t('form.ended')} />
        <Blank label={t('form.ledBy')} />
        <Blank label={t('form.writtenBy')} />
      </div>
      {steps.listed.map((entry) => (
        <FormStep key={entry.step.id} entry={entry} numberOf={steps.numberOf} pick={pick} />
      ))}
      <section className={css.signatures}>
        <Signature role={t('form.ledBy')} />
        <Signature role={t('form.writtenBy')} />
      </section>
    </PrintSheet>
  );
}

interface FormStepProps {
  readonly entry: NumberedStep;
  readonly numberOf: ReadonlyMap<string, number>;
  pick(texts: Localised): { readonly text: string; readonly lang: string } | null;
}

function FormStep({ entry: { step, number, edges }, numberOf, pick }: FormStepProps) {
  const { t } = useTranslation('playbooks');
  const edgeWord = useEdgeWords();
  const name = pick(step.name);
  const text = pick(step.description);
  const caution = pick(step.caution);
  const ways = edges.filter((edge) => edge.kind !== 'next' && edge.kind !== 'together' && numberOf.has(edge.to));
  const isDecision = decisionKinds.has(step.kind ?? '') || ways.length > 0;
  return (
    <section className={css.step}>
      <h2 className={css.head}>
        <Box />
        <span>
          {number}. {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
        </span>
      </h2>
      {text && (
        <p>
          <PlainText text={text.text} lang={text.lang} />
        </p>
      )}
      {commandsOf(step).map((command, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: commands have no identity but their place
        <p key={at} className={css.action}>
          {command.manual && <Box small />}
          <span dir={command.manual ? undefined : 'ltr'}>
            <PlainText text={command.text} />
          </span>
        </p>
      ))}
      {caution && (
        <p>
          <b>
            ⚠ <PlainText text={caution.text} lang={caution.lang} />
          </b>
        </p>
      )}
      <StepFacts step={step} pick={pick} />
      {ways.length > 0 && (
        <p className={css.ways}>
          <b>{t('form.decision')}</b>
          {ways.map((edge) => (
            <span key={`${edge.kind} ${edge.label} ${edge.to}`} className={css.way}>
              <Box small />
              <bdi>
                {edgeWord(edge)}: {numberOf.get(edge.to)}
              </bdi>
            </span>
          ))}
        </p>
      )}
      <div className={css.lines}>
        <Blank label={t('form.time')} short />
        <Blank label={t('reader.who')} />
        {isDecision && <Blank label={t('reader.authority')} />}
        <Blank label={t('form.initials')} short />
      </div>
      <div className={css.lines}>
        <span className={css.way}>
          <Box small /> {t('form.skipped')}
        </span>
        <Blank label={t('form.why')} />
      </div>
    </section>
  );
}

function StepFacts({ step, pick }: Pick<FormStepProps, 'pick'> & { readonly step: NumberedStep['step'] }) {
  const { t } = useTranslation('playbooks');
  const facts = [
    [t('reader.who'), pick(step.who)],
    [t('reader.authority'), pick(step.authority)],
    [t('reader.legalBasis'), pick(step.legalBasis)],
  ] as const;
  return (
    <dl>
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term} style={{ display: 'contents' }}>
              <dt>{term}</dt>
              <dd>
                <PlainText text={value.text} lang={value.lang} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Box({ small = false }: { readonly small?: boolean }) {
  return <span className={`${css.box} ${small ? css.small : ''}`} />;
}

/** A word and a line to write on. */
function Blank({ label, short = false }: { readonly label: string; readonly short?: boolean }) {
  return (
    <span className={`${css.blank} ${short ? css.short : ''}`}>
      <span>{label}</span>
      <span className={css.line} />
    </span>
  );
}

function Signature({ role }: { readonly role: string }) {
  const { t } = useTranslation('playbooks');
  return (
    <div className={css.signature}>
      <b>{role}</b>
      <Blank label={t('form.name')} />
      <Blank label={t('form.signature')} />
      <Blank label={t('form.date')} />
    </div>
  );
}
