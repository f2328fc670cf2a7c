import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BadgeCheck,
  type BadgeVerdict,
  badgeChecks,
  type CheckState,
} from '../../../../shared/domain/badge/badge-verdict.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { Banner } from '../../../ui/banner.tsx';
import css from './certificates.module.css';
import type { Checked } from './use-check.ts';

/** What came of a check, in a headline and a sentence for each thing that was looked at. */
export function CheckResult({ checked, isNews = false }: { readonly checked: Checked; readonly isNews?: boolean }) {
  const { t } = useTranslation('training');
  const { verdict, key, isGood } = checked;
  const isKnown = key?.state === 'in-force' || key?.state === 'ended';
  const [tone, title] = !isGood
    ? (['bad', t('certificate.notValid')] as const)
    : isKnown
      ? (['ok', t('certificate.valid')] as const)
      : (['due', t('certificate.sound')] as const);
  return (
    <>
      <Banner tone={tone} isNews={isNews} title={title}>
        <KeyWords checked={checked} />
      </Banner>
      {verdict.about !== null && <About about={verdict.about} />}
      <ul className={css.checks}>
        {badgeChecks.map((check) => (
          <CheckLine key={check} check={check} verdict={verdict} />
        ))}
        <OwnLine checked={checked} />
      </ul>
    </>
  );
}

/** Whose key it is, as the records of this laptop say: a name inside a file proves nothing. */
function KeyWords({ checked: { key, verdict } }: { readonly checked: Checked }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  if (verdict.checks.issuer !== true) return null;
  if (key === null || key.state === 'waiting') return t('certificate.keyUnknown');
  const { centre } = key.issuer.by;
  const { act } = key;
  const who = { centre, name: act?.by.name ?? '', date: act === null ? '' : format.date(act.at, 'medium') };
  return key.state === 'ended' ? t('certificate.keyOfEnded', who) : t('certificate.keyOf', who);
}

function About({ about: { name, subject, issuer } }: { readonly about: NonNullable<BadgeVerdict['about']> }) {
  const { t } = useTranslation('training');
  return (
    <dl className={css.facts}>
      <dt>{t('certificate.says.name')}</dt>
      <dd dir="auto">{name}</dd>
      <dt>{t('certificate.says.subject')}</dt>
      <dd dir="auto">{subject}</dd>
      <dt>{t('certificate.says.issuer')}</dt>
      <dd dir="auto">{issuer}</dd>
    </dl>
  );
}

interface CheckLineProps {
  readonly check: BadgeCheck;
  readonly verdict: BadgeVerdict;
}

function CheckLine({ check, verdict }: CheckLineProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const state = verdict.checks[check];
  const word = state === null ? 'open' : state ? 'passed' : 'failed';
  const asOf = /^revocation checked as of (\d{4}-\d\d-\d\d)/.exec(verdict.revocation)?.[1];
  const isDated = check === 'revocation' && asOf !== undefined;
  const reasons = verdict.reasons.filter((reason) => reason.check === check);
  return (
    <Line state={state}>
      {isDated
        ? t(`certificate.revocation.${state ? 'asOf' : 'revokedAsOf'}`, { date: dayText(format, asOf, 'medium') })
        : wordsOf(t, check, word)}
      {reasons.map(({ text }) => (
        <span key={text} className={css.detail} lang="en" dir="ltr">
          {' '}
          {text}
        </span>
      ))}
    </Line>
  );
}

function wordsOf(t: TFunction<'training'>, check: BadgeCheck, word: 'passed' | 'failed' | 'open'): string {
  switch (check) {
    case 'form':
      return t(`certificate.checked.form.${word}`);
    case 'schema':
      return t(`certificate.checked.schema.${word}`);
    case 'signature':
      return t(`certificate.checked.signature.${word}`);
    case 'issuer':
      return t(`certificate.checked.issuer.${word}`);
    case 'dates':
      return t(`certificate.checked.dates.${word}`);
    default:
      return t(`certificate.checked.revocation.${word}`);
  }
}

/** What the records of this laptop say of it besides ([CT8]). */
function OwnLine({ checked: { own } }: { readonly checked: Checked }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  if (own === null) return null;
  const date = own.ended === null ? '' : dayText(format, own.ended.day, 'medium');
  if (own.state === 'revoked') return <Line state={false}>{t('certificate.own.revoked', { date })}</Line>;
  if (own.state === 'replaced') return <Line state={false}>{t('certificate.own.replaced', { date })}</Line>;
  return <Line state={true}>{t('certificate.own.known')}</Line>;
}

function Line({ state, children }: { readonly state: CheckState; readonly children: ReactNode }) {
  const Mark = state === null ? IconAlertTriangle : state ? IconCheck : IconX;
  const tone = state === null ? css.open : state ? css.passed : css.failed;
  return (
    <li>
      <Mark size={18} className={tone} aria-hidden="true" />
      <span>{children}</span>
    </li>
  );
}
