import { useTranslation } from 'react-i18next';
import type { CostEntry } from '../../../../shared/domain/money/cost-entry.ts';
import { type CostMatter, costOf, isTakenBack } from '../../../../shared/domain/money/cost-standing.ts';
import { isAmount, isCurrency } from '../../../../shared/domain/money/currency.ts';
import type { Formatters } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { VisibleName } from '../person-name.tsx';
import training from '../training.module.css';
import css from './costs.module.css';
import { useCostWords } from './use-cost-words.ts';
import type { Costs } from './use-costs.ts';

interface CostEntriesProps {
  readonly costs: Costs;
  readonly mayRecord: boolean;
  onCorrect(matter: CostMatter): void;
}

/** Every matter with the entry that counts, the newest first; what was corrected can be opened beside it. */
export function CostEntries({ costs, mayRecord, onCorrect }: CostEntriesProps) {
  const { t } = useTranslation('training');
  const amountText = useAmountText();
  return (
    <Panel>
      <ul className={css.entries}>
        {[...costs.matters].reverse().map((matter) => (
          <li key={matter.history[0]?.id} className={css.entry}>
            <div className={css.said}>
              <MatterHead matter={matter} costs={costs} />
              <MatterFacts matter={matter} />
              <Earlier matter={matter} />
            </div>
            {mayRecord && (
              <ActionButton
                aria-label={t('cost.correctThis', { amount: amountText(matter.shown) })}
                onClick={() => onCorrect(matter)}
              >
                {t('cost.correct')}
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function MatterHead({ matter: { shown }, costs }: { readonly matter: CostMatter; readonly costs: Costs }) {
  const { t } = useTranslation('training');
  const words = useCostWords();
  const amountText = useAmountText();
  const cost = costOf(shown);
  return (
    <p className={css.line}>
      <strong className={css.sum}>
        <bdi>{amountText(shown)}</bdi>
      </strong>
      {cost !== null && (
        <Tag tone={cost.kind === 'paid' ? 'ok' : 'quiet'}>
          {cost.kind === 'paid' ? t('cost.paid') : t('cost.planned')}
        </Tag>
      )}
      {cost === null && !isTakenBack(shown) && <Tag tone="bad">{t('cost.unreadable')}</Tag>}
      <span>{words.fund(shown.fund ?? null)}</span>
      {shown.person !== undefined && (
        <span className={training.quiet}>{t('cost.seatOf', { name: costs.nameOf(shown.person) })}</span>
      )}
    </p>
  );
}

function MatterFacts({ matter: { shown, apart } }: { readonly matter: CostMatter }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const amountText = useAmountText();
  const facts = [shown.payer, shown.note].filter((each) => each !== undefined);
  const said = apart.map((entry) => saidBy(format, amountText(entry), entry.by));
  const day = shown.day === undefined ? undefined : dayText(format, shown.day, 'medium');
  return (
    <>
      {facts.map((each) => (
        <p key={each} className={css.words}>
          <VisibleName name={each} />
        </p>
      ))}
      <p className={css.small}>
        <bdi>{saidBy(format, day, shown.by)}</bdi>
      </p>
      {shown.reason !== undefined && <p className={css.small}>{t('cost.because', { reason: shown.reason })}</p>}
      {apart.length > 0 && <p className={css.apart}>{t('cost.apart', { list: format.list(said) })}</p>}
    </>
  );
}

function Earlier({ matter: { shown, history } }: { readonly matter: CostMatter }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const amountText = useAmountText();
  const earlier = history.filter((entry) => entry !== shown);
  if (earlier.length === 0) return null;
  return (
    <details className={css.small}>
      <summary>{t('cost.earlier', { count: earlier.length })}</summary>
      <ol className={css.history}>
        {earlier.map((entry) => (
          <li key={entry.id}>
            <s>
              <bdi>{amountText(entry)}</bdi>
            </s>{' '}
            <bdi>{saidBy(format, entry.by, entry.at === undefined ? undefined : format.dateTime(entry.at))}</bdi>
            {entry.reason !== undefined && (
              <>
                {' '}
                <VisibleName name={entry.reason} />
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What of these is known, beside each other. */
function saidBy(format: Formatters, ...parts: readonly (string | undefined)[]): string {
  return format.series(parts.filter((part) => part !== undefined));
}

/** The amount of an entry in words of its own, whatever it holds. */
function useAmountText(): (entry: CostEntry) => string {
  const { t } = useTranslation('training');
  const words = useCostWords();
  return (entry) => {
    const { amount, currency } = entry;
    if (isTakenBack(entry)) return t('cost.takenBack');
    if (isAmount(amount) && currency !== undefined && isCurrency(currency)) return words.money(amount, currency);
    return `${amount ?? '–'} ${currency ?? ''}`.trim();
  };
}
