import type { ReportEntry, ReportStep, RunReport } from '../../../shared/domain/run-report.ts';
import { entryText, type ReportWords, reportFacts, stepFacts, whoOf } from '../../../shared/domain/run-report-words.ts';
import type { ShownPicture } from '../../data/attachments/use-pictures.ts';
import { isoOf } from '../../i18n/format.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag, type TagTone } from '../../ui/tag.tsx';
import css from './report.module.css';

export interface ReportBodyProps {
  readonly report: RunReport;
  readonly words: ReportWords;
  /** Photos that are on this disk, by the ids of their attachments. */
  readonly pictures: ReadonlyMap<string, ShownPicture>;
}

const tones: Record<ReportStep['state'], TagTone> = {
  done: 'ok',
  decided: 'ok',
  skipped: 'due',
  open: 'quiet',
  'not-applicable': 'quiet',
};

/** The report itself, the same on the screen and on paper. */
export function ReportBody({ report, words, pictures }: ReportBodyProps) {
  return (
    <>
      <dl className={css.facts}>
        {reportFacts(report, words).map(([term, value]) => (
          <div key={`${term} ${value}`}>
            <dt>{term}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <section>
        <h2 className={css.heading}>{words.steps}</h2>
        <ol className={css.steps}>
          {report.steps.map((step) => (
            <ReportedStep key={step.mark} step={step} words={words} pictures={pictures} />
          ))}
        </ol>
      </section>
      <section>
        <h2 className={css.heading}>{words.log}</h2>
        <ol className={css.log}>
          {report.entries.map((entry, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the log only ever grows at its end
            <LoggedEntry key={place} entry={entry} words={words} />
          ))}
        </ol>
      </section>
    </>
  );
}

function LoggedEntry({ entry, words }: { readonly entry: ReportEntry; readonly words: ReportWords }) {
  const { head, rest } = entryText(entry, words);
  return (
    <li>
      <time className="wp-num" dateTime={isoOf(entry.at)}>
        {words.time(entry.at)}
      </time>
      <span>
        <b>{head}</b>
        {rest !== '' && (
          <>
            {' '}
            <PlainText text={rest} />
          </>
        )}
      </span>
      <bdi className={css.by}>{entry.by}</bdi>
    </li>
  );
}

function ReportedStep({ step, words, pictures }: Omit<ReportBodyProps, 'report'> & { readonly step: ReportStep }) {
  const who = whoOf(step, words);
  return (
    <li className={css.step}>
      <span className={css.number}>{step.mark}</span>
      <div>
        <div className={css.stepHead}>
          <b>
            <PlainText text={step.name} />
          </b>
          <Tag tone={tones[step.state]}>{words.state[step.state]}</Tag>
          {step.addedBy !== null && <Tag tone="local">{words.addedBy(step.addedBy)}</Tag>}
          {who !== '' && <bdi className={css.by}>{who}</bdi>}
        </div>
        {stepFacts(step, words).map(([term, value], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes have no identity in a report
          <p key={place} className={css.detail}>
            {term}: <PlainText text={value} />
          </p>
        ))}
        {step.photos.map(({ id, text }) => {
          const shown = pictures.get(id);
          if (shown === undefined) return null;
          return <img key={id} className={css.photo} src={shown.address} alt={text === '' ? words.photo : text} />;
        })}
      </div>
    </li>
  );
}
