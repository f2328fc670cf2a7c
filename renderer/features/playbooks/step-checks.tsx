import { IconExternalLink } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Localised, ShownText } from '../../../shared/domain/localised.ts';
import type { Step } from '../../../shared/domain/step.ts';
import { type StepCheck, type StepCheckKind, stepChecks } from '../../../shared/domain/step-checks.ts';
import { iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './step-checks.module.css';

interface StepChecksProps {
  readonly step: Step;
  /** The text in the language that is read. */
  pick(texts: Localised): ShownText | null;
}

/** What each kind is called. */
export function checkWords(t: TFunction<'playbooks'>): Readonly<Record<StepCheckKind, string>> {
  return {
    condition: t('editor.field.authorityCondition'),
    law: t('reader.legalBasis'),
    proportionality: t('editor.field.proportionality'),
    rights: t('editor.field.rights'),
    evidence: t('editor.field.evidence'),
    reference: t('editor.field.references'),
  };
}

/** Under what condition, by what law where, after which checks, with what evidence, and what to read besides. */
export function StepChecks({ step, pick }: StepChecksProps) {
  const { t } = useTranslation('playbooks');
  const checks = stepChecks(step, pick);
  const references = checks.filter(({ kind }) => kind === 'reference');
  if (checks.length === 0) return null;
  const words = checkWords(t);
  return (
    <dl className={css.checks}>
      {checks
        .filter(({ kind }) => kind !== 'reference')
        .map(({ kind, jurisdiction, text, lang }) => (
          <div key={`${kind} ${jurisdiction ?? ''} ${text}`} className={css.line}>
            <dt>
              <bdi>{jurisdiction ?? words[kind]}</bdi>
            </dt>
            <dd>{lang === null ? <bdi>{text}</bdi> : <PlainText text={text} lang={lang} />}</dd>
          </div>
        ))}
      {references.length > 0 && (
        <div className={css.line}>
          <dt>{words.reference}</dt>
          <dd>
            {references.map((reference) => (
              <Reference key={`${reference.text} ${reference.url ?? ''}`} reference={reference} />
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Name and address; the address is text: Waypost opens nothing on the network by itself. */
function Reference({ reference: { text, url } }: { readonly reference: StepCheck }) {
  return (
    <span className={css.reference}>
      <PlainText text={text} />
      {url !== null && (
        <bdi dir="ltr" translate="no" className={css.address}>
          <IconExternalLink size={13} stroke={iconStroke} aria-hidden="true" />
          <PlainText text={url} />
        </bdi>
      )}
    </span>
  );
}
