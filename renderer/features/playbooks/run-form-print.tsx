import { useTranslation } from 'react-i18next';
import { PlainText } from '../../ui/plain-text.tsx';
import { kindOf, type Line, type PickText, saidBy } from './lines.ts';
import {
  centreOf,
  type PaperProps,
  PaperSheet,
  PrintedFacts,
  PrintedName,
  PrintedTexts,
  usePaperPick,
} from './printed-parts.tsx';
import css from './run-form-print.module.css';
import { commandsOf, decisionKinds, type StepsModel } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';

/** The run on paper, for when no laptop runs: boxes to tick, lines for who, when, on whose authority, and signatures. */
export function RunFormPrint({ text, lang }: PaperProps) {
  const { t } = useTranslation('playbooks');
  const pick = usePaperPick({ text, lang });
  return (
    <PaperSheet text={text} lang={lang} kind={t('form.title')}>
      <div className={css.fields}>
        <Blank label={t('form.place')} />
        <Blank label={t('form.date')} />
        <Blank label={t('form.began')} />
        <Blank label={t('form.ended')} />
        <Blank label={t('form.ledBy')} />
        <Blank label={t('form.writtenBy')} />
      </div>
      {text.lines.map((line) => (
        <FormStep key={line.id} line={line} numberOf={text.open.steps.numberOf} lang={lang} pick={pick} />
      ))}
      <section className={css.signatures}>
        <Signature role={t('form.ledBy')} />
        <Signature role={t('form.writtenBy')} />
      </section>
    </PaperSheet>
  );
}

interface FormStepProps {
  readonly line: Line;
  readonly numberOf: StepsModel['numberOf'];
  readonly lang: string;
  readonly pick: PickText;
}

function FormStep({ line, numberOf, lang, pick }: FormStepProps) {
  const { t } = useTranslation('playbooks');
  const edgeWord = useEdgeWords();
  const said = saidBy(line, pick);
  const edges = line.origin === 'core' ? line.entry.edges : [];
  const ways = edges.filter((edge) => edge.kind !== 'next' && edge.kind !== 'together' && numberOf.has(edge.to));
  const isDecision = decisionKinds.has(kindOf(line) ?? '') || ways.length > 0;
  return (
    <section className={css.step}>
      <h2 className={css.head}>
        <Box />
        <span>
          <PrintedName line={line} name={said.name} />
        </span>
      </h2>
      <PrintedTexts said={said} centre={centreOf(line)}>
        {line.origin === 'core' &&
          commandsOf(line.step).map((command, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: commands have no identity but their place
            <p key={at} className={css.action}>
              {command.manual && <Box small />}
              <span dir={command.manual ? undefined : 'ltr'}>
                <PlainText text={command.text} />
              </span>
            </p>
          ))}
      </PrintedTexts>
      <PrintedFacts line={line} lang={lang} pick={pick} />
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
