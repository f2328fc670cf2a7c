import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localised, ShownText } from '../../../shared/domain/localised.ts';
import type { Step } from '../../../shared/domain/step.ts';
import { referencesOf } from '../../../shared/domain/step-references.ts';
import { jurisdictionsOf } from '../../../shared/domain/workflow/workflow-problems.ts';
import { iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import css from './step-checks.module.css';

interface StepChecksProps {
  readonly step: Step;
  /** The text in the language that is read. */
  pick(texts: Localised): ShownText | null;
}

/** Under what condition, by what law where, after which checks, with what evidence, and what to read besides. */
export function StepChecks({ step, pick }: StepChecksProps) {
  const { t } = useTranslation('playbooks');
  const laws = jurisdictionsOf(step);
  const references = referencesOf(step);
  const lines: readonly (readonly [term: string, ReactNode])[] = [
    ...textLine(t('editor.field.authorityCondition'), pick(step.authorityCondition)),
    ...laws.map(({ jurisdiction, basis }) => [jurisdiction, <bdi key="basis">{basis}</bdi>] as const),
    ...textLine(t('editor.field.proportionality'), pick(step.proportionality)),
    ...textLine(t('editor.field.rights'), pick(step.rights)),
    ...textLine(t('editor.field.evidence'), pick(step.evidence)),
  ];
  if (lines.length === 0 && references.length === 0) return null;
  return (
    <dl className={css.checks}>
      {lines.map(([term, value]) => (
        <div key={term} className={css.line}>
          <dt>
            <bdi>{term}</bdi>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
      {references.length > 0 && (
        <div className={css.line}>
          <dt>{t('editor.field.references')}</dt>
          <dd>
            {references.map(({ name, url }) => (
              <span key={`${name} ${url ?? ''}`} className={css.reference}>
                <PlainText text={name} />
                {/* the address is text: Waypost opens nothing on the network by itself */}
                {url !== undefined && (
                  <bdi dir="ltr" translate="no" className={css.address}>
                    <IconExternalLink size={13} stroke={iconStroke} aria-hidden="true" />
                    <PlainText text={url} />
                  </bdi>
                )}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

function textLine(term: string, text: ShownText | null): readonly (readonly [string, ReactNode])[] {
  return text === null ? [] : [[term, <PlainText key="text" text={text.text} lang={text.lang} />]];
}
