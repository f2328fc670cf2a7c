import type { ReportStep, RunReport } from '../../../shared/domain/run-report.ts';
import type { ReportWords } from '../../../shared/domain/run-report-markdown.ts';
import { isoOf } from '../../i18n/format.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag, type TagTone } from '../../ui/tag.tsx';
import css from './report.module.css';

export interface ReportBodyProps {
  readonly report: RunReport;
  readonly words: ReportWords;
}

const tones: Record<ReportStep['state'], TagTone> = {
  done: 'ok',
  decided: 'ok',
  skipped: 'due',
  open: 'quiet',
  'not-applicable': 'quiet',
};

/** The report itself, the same on the screen and on paper. */
export function ReportBody({ report, words }: ReportBodyProps) {
  const facts = [
    [words.place, report.place],
    [words.release, report.releaseNumber],
    [words.started, report.startedAt === null ? null : words.time(report.startedAt)],
    [words.finished, report.finished === null ? words.notFinished : words.time(report.finished.at)],
    [words.people, report.people.join(', ')],
    [words.progress, `${report.settled} / ${report.total}`],
  ] as const;
  return (
    <>
      <dl className={css.facts}>
        {facts.map(([term, value]) =>
          value ? (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      <section>
        <h2 className={css.heading}>{words.steps}</h2>
        <ol className={css.steps}>
          {report.steps.map((step) => (
            <ReportedStep key={step.number} step={step} words={words} />
          ))}
        </ol>
      </section>
      <section>
        <h2 className={css.heading}>{words.log}</h2>
        <ol className={css.log}>
          {report.entries.map((entry, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the log only ever grows at its end
            <li key={place}>
              <time className="wp-num" dateTime={isoOf(entry.at)}>
                {words.time(entry.at)}
              </time>
              <span>
                <b>{words.event[entry.kind]}</b>
                {entry.step && (
                  <>
                    {' '}
                    <bdi>
                      {entry.step.number === null ? '' : `${entry.step.number}. `}
                      {entry.step.name}
                    </bdi>
                  </>
                )}
                {entry.choice !== null && (
                  <>
                    {' '}
                    · <bdi>{words.choice(entry.choice)}</bdi>
                  </>
                )}
                {entry.authority !== null && (
                  <>
                    {' '}
                    · {words.authority}: <bdi>{entry.authority}</bdi>
                  </>
                )}
                {entry.text !== null && (
                  <>
                    {' '}
                    · <PlainText text={entry.text} />
                  </>
                )}
              </span>
              <bdi className={css.by}>{entry.by}</bdi>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function ReportedStep({ step, words }: { readonly step: ReportStep; readonly words: ReportWords }) {
  const lines = [
    [words.decision, step.choice === null ? null : words.choice(step.choice)],
    [words.authority, step.authority],
    [words.reason, step.reason],
    ...step.notes.map((note) => [words.note, note] as const),
  ] as const;
  return (
    <li className={css.step}>
      <span className={css.number}>{step.number}</span>
      <div>
        <div className={css.stepHead}>
          <b>
            <PlainText text={step.name} />
          </b>
          <Tag tone={tones[step.state]}>{words.state[step.state]}</Tag>
          {step.at !== null && (
            <span className={css.by}>
              {words.time(step.at)}, <bdi>{step.by}</bdi>
            </span>
          )}
        </div>
        {lines.map(([term, value], place) =>
          value ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: notes have no identity in a report
            <p key={place} className={css.detail}>
              {term}: <PlainText text={value} />
            </p>
          ) : null,
        )}
      </div>
    </li>
  );
}
