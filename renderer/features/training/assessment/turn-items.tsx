import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { scaleOf, valuesOf } from '../../../../shared/domain/assessment/assessment-item.ts';
import type { ItemStanding } from '../../../../shared/domain/assessment/assessment-standing.ts';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import training from '../training.module.css';
import css from './assessment.module.css';
import { TurnItem } from './turn-item.tsx';
import type { Turn, Whose } from './use-turn.ts';

interface TurnItemsProps {
  readonly items: readonly ItemStanding[];
  readonly turn: Turn;
  readonly whose: Whose;
}

/** The items by competency. A digit gives the value under the keys and goes on to the next item; the same again takes it back. */
export function TurnItems({ items, turn, whose }: TurnItemsProps) {
  const { t } = useTranslation('training');
  const nameOf = useCompetencyNames();
  const list = useRef<HTMLDivElement>(null);
  const competencies = [...new Set(items.map(({ item }) => item.competency ?? ''))];
  const focusItem = (place: number) => {
    const row = list.current?.querySelectorAll<HTMLElement>('[data-item]')[place];
    const target = row?.querySelector<HTMLElement>('[tabindex="0"]');
    target?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  const press = (standing: ItemStanding, value: number) => {
    const mark = turn.markOf(standing);
    const isAgain = mark.value === value;
    void turn.give(standing.item.id, { value: isAgain ? null : value, note: isAgain ? '' : mark.note });
    return isAgain;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const row = (event.target as Element).closest<HTMLElement>('[data-item]');
    const place = items.findIndex(({ item }) => item.id === row?.dataset['item']);
    const standing = items[place];
    if (standing === undefined) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      return focusItem(place + (event.key === 'ArrowDown' ? 1 : -1));
    }
    const value = digitOf(event);
    if (value === null || !valuesOf(scaleOf(standing.item)).includes(value)) return;
    event.preventDefault();
    if (!press(standing, value)) focusItem(Math.min(place + 1, items.length - 1));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside, which have the focus
    <div ref={list} className={css.items} onKeyDown={onKeyDown}>
      <p className={training.quiet}>{t('assessment.keys')}</p>
      {competencies.map((competency) => (
        <section key={competency}>
          <SectionHead title={nameOf(competency)?.text ?? competency} />
          {items
            .filter(({ item }) => (item.competency ?? '') === competency)
            .map((standing) => (
              <TurnItem
                key={standing.item.id}
                standing={standing}
                mark={turn.markOf(standing)}
                showsOthers={whose.hand === 'mine'}
                onPress={(value) => press(standing, value)}
                onNote={(note) => void turn.give(standing.item.id, { value: turn.markOf(standing).value, note })}
              />
            ))}
        </section>
      ))}
    </div>
  );
}

/** By the sign, or by its place on a keyboard whose digits are of another script. */
function digitOf({ key, code }: KeyboardEvent): number | null {
  const digit = /^\d$/.test(key) ? key : (/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null);
  return digit === null ? null : Number(digit);
}
