import { useTranslation } from 'react-i18next';
import { dayHere } from '../../../shared/base/plain-date.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { validityOf } from './library-model.ts';
import { type Line, type PickText, saidBy } from './lines.ts';
import {
  centreOf,
  type PaperProps,
  PaperSheet,
  PrintedFacts,
  PrintedName,
  PrintedTexts,
  usePaperPick,
} from './printed-parts.tsx';
import type { StepsModel } from './steps-model.ts';
import { useEdgeWords } from './use-edge-words.ts';
import { stateWord, validityWords } from './words.ts';

/** The playbook on paper as it is read: in one language, with the layer of the centre, each part with its origin. */
export function PlaybookPrint({ text, lang }: PaperProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const { playbook, steps } = text.open;
  const pick = usePaperPick({ text, lang });
  const about = pick(playbook.description);
  const now = Date.now();
  const validity = validityOf(playbook, now, dayHere(now));
  const facts = [playbook.state && stateWord(t, playbook.state), validity && validityWords(t, format, validity).text];
  return (
    <PaperSheet text={text} lang={lang} facts={facts}>
      {about && (
        <p>
          <PlainText text={about.text} lang={about.lang} />
        </p>
      )}
      {text.lines.map((line) => (
        <PrintedStep key={line.id} line={line} numberOf={steps.numberOf} lang={lang} pick={pick} />
      ))}
    </PaperSheet>
  );
}

interface PrintedStepProps {
  readonly line: Line;
  readonly numberOf: StepsModel['numberOf'];
  readonly lang: string;
  readonly pick: PickText;
}

function PrintedStep({ line, numberOf, lang, pick }: PrintedStepProps) {
  const edgeWord = useEdgeWords();
  const said = saidBy(line, pick);
  const edges = line.origin === 'core' ? line.entry.edges : [];
  const branches = edges.filter((edge) => edge.kind !== 'next' && numberOf.has(edge.to));
  return (
    <section>
      <h2>
        <PrintedName line={line} name={said.name} />
      </h2>
      <PrintedTexts said={said} centre={centreOf(line)} />
      {branches.length > 0 && (
        <p>{branches.map((edge) => `${edgeWord(edge)}: ${numberOf.get(edge.to)}`).join(' · ')}</p>
      )}
      <PrintedFacts line={line} lang={lang} pick={pick} />
    </section>
  );
}
