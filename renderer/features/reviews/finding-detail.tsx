import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Localised, pickText } from '../../../shared/domain/localised.ts';
import type { Finding } from '../../../shared/domain/review/finding.ts';
import { FilesPanel } from '../../data/attachments/files-panel.tsx';
import { useStepOptions } from '../../data/use-record-options.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Prose } from '../../ui/page-body.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { ActionRows } from './action-rows.tsx';
import { CoursesToRevise } from './courses-to-revise.tsx';
import type { FindingItemProps } from './finding-item.tsx';
import css from './reviews.module.css';

/** Everything about an open finding: what was seen, why, what it was measured against, and its actions. */
export function FindingDetail(props: FindingItemProps) {
  const { finding, loop, mayEdit } = props;
  const { t } = useTranslation('reviews');
  return (
    <div className={css.detail}>
      <FindingText title={t('finding.observation')} texts={finding.observation} original={finding.language} />
      <FindingText title={t('finding.analysis')} texts={finding.analysis} original={finding.language} />
      <FindingFacts finding={finding} />
      <ActionRows review={finding.review ?? ''} actions={loop?.actions ?? []} />
      <CoursesToRevise playbooks={(loop?.actions ?? []).flatMap(({ playbook }) => playbook ?? [])} />
      <FilesPanel owner={finding} level={3} />
      {mayEdit && <FindingActs {...props} />}
    </div>
  );
}

interface FindingTextProps {
  readonly title: string;
  readonly texts: Localised;
  readonly original: string | undefined;
}

function FindingText({ title, texts, original }: FindingTextProps) {
  const { language } = useLocale();
  const text = pickText(texts, language, original);
  if (text === null) return null;
  return (
    <div>
      <h3 className={css.label}>{title}</h3>
      <Prose text={text.text} lang={text.lang} />
    </div>
  );
}

function FindingFacts({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation('reviews');
  const { optionOf, playbooks } = useStepOptions();
  const { capability, reference, step, playbook } = finding;
  const stepOption = optionOf(step);
  const playbookOption = playbooks.optionOf(playbook);
  if (capability === undefined && reference === undefined && step === undefined) return null;
  return (
    <dl className={css.facts}>
      {capability !== undefined && (
        <div>
          <dt>{t('finding.capability')}</dt>
          <dd>
            <PlainText text={capability} />
          </dd>
        </div>
      )}
      {reference !== undefined && (
        <div>
          <dt>{t('finding.reference')}</dt>
          <dd>
            <PlainText text={reference} />
          </dd>
        </div>
      )}
      {step !== undefined && (
        <div>
          <dt>{t('finding.step')}</dt>
          <dd>
            <Link to={`/playbooks/${playbook ?? ''}`} search={{ step } as never} className={css.link ?? ''}>
              {playbookOption?.reference && <bdi dir="ltr">{playbookOption.reference}</bdi>}{' '}
              <PlainText text={stepOption?.title?.text ?? t('step.gone')} lang={stepOption?.title?.lang} />
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}

function FindingActs({ finding, number, onMove, onDelete }: FindingItemProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const base = `/reviews/${finding.review ?? ''}`;
  return (
    <div className={css.acts}>
      <ActionButton
        icon={IconPlus}
        onClick={() => void navigate({ to: `${base}/actions/new`, search: { finding: finding.id } as never })}
      >
        {t('action.new')}
      </ActionButton>
      <ActionButton icon={IconPencil} onClick={() => void navigate({ to: `${base}/findings/${finding.id}` })}>
        {t('form.edit')}
      </ActionButton>
      <ActionButton kind="quiet" icon={IconArrowUp} keys="Alt ↑" onClick={() => onMove(-1)}>
        {t('finding.up')}
      </ActionButton>
      <ActionButton kind="quiet" icon={IconArrowDown} keys="Alt ↓" onClick={() => onMove(1)}>
        {t('finding.down')}
      </ActionButton>
      <ActionButton kind="quiet" icon={IconTrash} aria-label={t('finding.delete', { number })} onClick={onDelete}>
        {t('form.delete')}
      </ActionButton>
    </div>
  );
}
