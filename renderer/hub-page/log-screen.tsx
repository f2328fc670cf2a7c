import { IconFileDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LogGlance } from '../../shared/coordinator/contract.ts';
import { apiPath, logFilePath } from '../../shared/coordinator/failure.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SectionHead } from '../ui/section-head.tsx';
import css from './log-screen.module.css';
import { logQuery } from './queries.ts';
import body from './screen-body.module.css';
import { StaleNote } from './stale-note.tsx';
import './words.ts';

/** The log of the hub for whoever has to believe it: what it holds, who watched it grow, and how to check it elsewhere. */
export function LogScreen() {
  const { t } = useTranslation('coordinator');
  const log = useQuery(logQuery());
  useScreenTitle(t('log.title'), t('title'));
  return (
    <div className={body.body}>
      <div className={body.head}>
        <ScreenHeading>{t('log.title')}</ScreenHeading>
        <ActionButton
          component="a"
          href={`${apiPath}${logFilePath}`}
          download
          kind="primary"
          icon={IconFileDownload}
          className={css.save}
        >
          {t('log.save')}
        </ActionButton>
      </div>
      <p className={body.summary}>{t('log.lead')}</p>
      <StaleNote query={log} />
      {log.data !== undefined && <State log={log.data} />}
      {log.data !== undefined && <Holds log={log.data} />}
      <Check />
    </div>
  );
}

function State({ log }: { readonly log: LogGlance }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const { newest, witnesses, laptops } = log;
  if (newest === null) return null;
  const last = Math.max(...witnesses.map(({ at }) => at));
  return (
    <>
      {witnesses.length === 0 && <Banner tone="due">{t('log.none')}</Banner>}
      <dl className={css.facts}>
        <dt>{t('log.entries')}</dt>
        <dd className="wp-num">{format.number(newest.size)}</dd>
        <dt>{t('log.signedAt')}</dt>
        <dd className="wp-num">{format.dateTime(newest.at)}</dd>
        <dt>{t('log.root')}</dt>
        <dd>
          <bdi dir="ltr" className="wp-mono">
            {newest.root.match(/.{1,8}/g)?.join(' ')}
          </bdi>
        </dd>
        <dt>{t('log.cosigned')}</dt>
        <dd className="wp-num">{t('log.cosignedOf', { signed: witnesses.length, total: laptops })}</dd>
        <dt>{t('log.upTo')}</dt>
        <dd className="wp-num">{format.number(Math.max(0, ...witnesses.map(({ size }) => size)))}</dd>
        {witnesses.length > 0 && (
          <>
            <dt>{t('log.last')}</dt>
            <dd className="wp-num">{format.dateTime(last)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function Holds({ log }: { readonly log: LogGlance }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const names: Record<LogGlance['entries'][number]['class'], string> = {
    begin: t('log.class.begin'),
    order: t('log.class.order'),
    decision: t('log.class.decision'),
    enrolment: t('log.class.enrolment'),
    revocation: t('log.class.revocation'),
    grant: t('log.class.grant'),
    'sign-in': t('log.class.signIn'),
    key: t('log.class.key'),
    restore: t('log.class.restore'),
    export: t('log.class.export'),
    access: t('log.class.access'),
    'way-in': t('log.class.wayIn'),
  };
  return (
    <section className={body.section} aria-labelledby="log-holds">
      <SectionHead id="log-holds" title={t('log.holds')} />
      <dl className={css.facts}>
        {log.entries.map(({ class: kind, count }) => (
          <div key={kind} className={css.row}>
            <dt>{names[kind]}</dt>
            <dd className="wp-num">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Stands where a command goes in a sentence: commands keep their direction. */
const mark = '\u0001';

function Check() {
  const { t } = useTranslation('coordinator');
  const withCommand = (text: string, command: string) => {
    const [before, after] = text.split(mark);
    return (
      <li>
        {before}
        <bdi dir="ltr" className="wp-mono">
          {command}
        </bdi>
        {after}
      </li>
    );
  };
  return (
    <section className={body.section} aria-labelledby="log-check">
      <SectionHead id="log-check" title={t('log.check')} />
      <ol className={css.steps}>
        <li>{t('log.steps.take')}</li>
        {withCommand(t('log.steps.laptops', { command: mark }), 'waypost audit export --data DIR FILE')}
        {withCommand(t('log.steps.verify', { command: mark }), 'waypost audit verify waypost-log.jsonl FILE')}
        <li>{t('log.steps.key')}</li>
      </ol>
      <p className={body.note}>{t('log.note')}</p>
    </section>
  );
}
