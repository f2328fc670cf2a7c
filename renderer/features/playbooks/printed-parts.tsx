/** What the printed playbook and the run form have in common: their head, and the words of a step with their origin. */
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText, type ShownText } from '../../../shared/domain/localised.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { Grounds } from './layer/local-marks.tsx';
import { shortIdOf } from './library-row.ts';
import { type Line, type PickText, type SaidLine, type SaidText, saidBy } from './lines.ts';
import { StepChecks } from './step-checks.tsx';
import type { TextToRead } from './text-to-read.ts';

export interface PaperProps {
  readonly text: TextToRead;
  readonly lang: string;
}

/** Texts in the language that is printed, else as written. */
export function usePaperPick({ text, lang }: PaperProps): PickText {
  const written = text.open.playbook.language;
  return (texts, original = written) => pickText(texts, lang, original);
}

interface PaperSheetProps extends PaperProps {
  /** What the sheet is, where it is not simply the playbook. */
  readonly kind?: string;
  /** What the head says beside reference and release. */
  readonly facts?: readonly (string | null | undefined)[];
  readonly children: ReactNode;
}

/** The sheet with its head: title, reference, release, and whose text it is. */
export function PaperSheet({ text, lang, kind, facts = [], children }: PaperSheetProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const { playbook } = text.open;
  const title = usePaperPick({ text, lang })(playbook.title);
  const name = title?.text ?? t('library.untitled');
  const said = [
    kind,
    playbook.reference ?? shortIdOf(playbook.cacaoId),
    playbook.releaseNumber && t('reader.release', { number: playbook.releaseNumber }),
    ...facts,
    text.layer !== null && t('layer.withSpoken', { centre: text.layer.centre }),
    text.layer === null && text.layers.length > 0 && t('layer.coreSpoken'),
  ].filter((part) => part);
  return (
    <PrintSheet
      title={kind === undefined ? name : `${kind}: ${name}`}
      lang={title?.lang}
      tlp={playbook.marking}
      foot={t('reader.printed', { date: format.dateTime(Date.now()) })}
    >
      <h1 {...contentLanguage(title?.lang)}>{name}</h1>
      <p>{said.join(' · ')}</p>
      {children}
    </PrintSheet>
  );
}

/** Number and name of a step; of one that a centre added, whose it is. */
export function PrintedName({ line, name }: { readonly line: Line; readonly name: SaidText | null }) {
  const { t } = useTranslation('playbooks');
  return (
    <>
      {line.mark}. {name ? <PlainText text={name.text} lang={name.lang} /> : t('reader.unnamed')}
      {line.origin === 'local' && <Origin>{t('layer.addedBy', { centre: line.centre })}</Origin>}
    </>
  );
}

/** The text of a step, what stands between it and the caution, and the caution. */
export function PrintedTexts({
  said: { description: text, caution },
  centre,
  children,
}: {
  readonly said: SaidLine;
  /** Whose texts stand instead of the core's; null in a step that is the centre's as a whole, whose name says it. */
  readonly centre: string | null;
  readonly children?: ReactNode;
}) {
  return (
    <>
      {text && (
        <p>
          <PlainText text={text.text} lang={text.lang} />
          <OfCentre said={text} centre={centre} />
        </p>
      )}
      {children}
      {caution && (
        <p>
          <b>
            ⚠ <PlainText text={caution.text} lang={caution.lang} />
          </b>
          <OfCentre said={caution} centre={centre} />
        </p>
      )}
    </>
  );
}

/** Who, on whose authority, by what law, what is checked before, and what the centre notes. */
export function PrintedFacts({
  line,
  lang,
  pick,
}: {
  readonly line: Line;
  readonly lang: string;
  readonly pick: PickText;
}) {
  const { t } = useTranslation('playbooks');
  const { who, authority, legalBasis } = saidBy(line, pick);
  const centre = centreOf(line);
  const facts = [
    [t('reader.who'), who],
    [t('reader.authority'), authority],
    [t('reader.legalBasis'), legalBasis],
  ] as const;
  return (
    <>
      <dl>
        {facts.map(
          ([term, value]) =>
            value && (
              <Fragment key={term}>
                <dt>{term}</dt>
                <dd>
                  <PlainText text={value.text} lang={value.lang} />
                  <OfCentre said={value} centre={centre} />
                </dd>
              </Fragment>
            ),
        )}
      </dl>
      {line.origin === 'core' && <StepChecks step={line.step} pick={pick} />}
      {line.origin === 'core' &&
        line.local?.notes.map((piece) => (
          <Note
            key={piece.id}
            title={t('layer.noteBy', { centre: line.centre })}
            text={pick(piece.description, piece.language ?? undefined)}
          >
            <Grounds piece={piece} reading={{ lang }} />
          </Note>
        ))}
      {line.origin === 'local' && <Grounds piece={{ ...line.step.piece, legalReference: {} }} reading={{ lang }} />}
    </>
  );
}

/** Whose texts may stand instead of the core's in a line. */
export const centreOf = (line: Line): string | null => (line.origin === 'core' ? line.centre : null);

function Note({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: ShownText | null;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <b>{title}:</b> {text && <PlainText text={text.text} lang={text.lang} />}
      {children}
    </div>
  );
}

function OfCentre({ said, centre }: { readonly said: SaidText; readonly centre: string | null }) {
  const { t } = useTranslation('playbooks');
  return said.isLocal && centre !== null && <Origin>{t('layer.textOf', { centre })}</Origin>;
}

/** Colours do not survive every printer: the origin is said in words. */
function Origin({ children }: { readonly children: ReactNode }) {
  return <small> [{children}]</small>;
}
