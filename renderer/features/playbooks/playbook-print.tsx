import { useTranslation } from 'react-i18next';
import { type Localised, pickText } from '../../../shared/domain/localised.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { shortIdOf, validityOf } from './library-model.ts';
import { StepChecks } from './step-checks.tsx';
import type { NumberedStep } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';
import type { OpenPlaybook } from './use-playbook.ts';
import { stateWord, validityWords } from './words.ts';

/** The playbook on paper, in the language that is read. */
export function PlaybookPrint({
  open: { playbook, steps },
  lang,
}: {
  readonly open: OpenPlaybook;
  readonly lang: string;
}) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const pick = (texts: Localised) => pickText(texts, lang, playbook.language);
  const title = pick(playbook.title);
  const about = pick(playbook.description);
  const now = Date.now();
  const validity = validityOf(playbook, now, new Date(now).toISOString().slice(0, 10));
  const facts = [
    playbook.reference ?? shortIdOf(playbook.cacaoId),
    playbook.releaseNumber && t('reader.release', { number: playbook.releaseNumber }),
    playbook.state && stateWord(t, playbook.state),
    validity && validityWords(t, format, validity).text,
  ].filter((part) => part);
  return (
    <PrintSheet
      title={title?.text ?? ''}
      lang={title?.lang}
      tlp={playbook.marking}
      foot={t('reader.printed', { date: format.dateTime(now) })}
    >
      <h1 {...contentLanguage(title?.lang)}>{title?.text ?? t('library.untitled')}</h1>
      <p>{facts.join(' · ')}</p>
      {about && (
        <p>
          <PlainText text={about.text} lang={about.lang} />
        </p>
      )}
      {steps.listed.map((entry) => (
        <PrintedStep key={entry.step.id} entry={entry} numberOf={steps.numberOf} pick={pick} />
      ))}
    </PrintSheet>
  );
}

interface PrintedStepProps {
  readonly entry: NumberedStep;
  readonly numberOf: ReadonlyMap<string, number>;
  pick(texts: Localised): { readonly text: string; readonly lang: string } | null;
}

function PrintedStep({ entry: { step, number, edges }, numberOf, pick }: PrintedStepProps) {
  const { t } = useTranslation('playbooks');
  const edgeWord = useEdgeWords();
  const facts = [
    [t('reader.who'), pick(step.who)],
    [t('reader.authority'), pick(step.authority)],
    [t('reader.legalBasis'), pick(step.legalBasis)],
  ] as const;
  const name = pick(step.name);
  const text = pick(step.description);
  const caution = pick(step.caution);
  const branches = edges.filter((edge) => edge.kind !== 'next' && numberOf.has(edge.to));
  return (
    <section>
      <h2>
        {number}. {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
      </h2>
      {text && (
        <p>
          <PlainText text={text.text} lang={text.lang} />
        </p>
      )}
      {caution && (
        <p>
          <b>
            ⚠ <PlainText text={caution.text} lang={caution.lang} />
          </b>
        </p>
      )}
      {branches.length > 0 && (
        <p>{branches.map((edge) => `${edgeWord(edge)}: ${numberOf.get(edge.to)}`).join(' · ')}</p>
      )}
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
      <StepChecks step={step} pick={pick} />
    </section>
  );
}
