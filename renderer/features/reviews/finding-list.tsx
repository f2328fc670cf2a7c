import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyAfterMove } from '../../../shared/domain/order-keys.ts';
import { finding as findingDeclaration } from '../../../shared/domain/review/finding.ts';
import { pageToday } from '../../data/page-ports.ts';
import { useDelete } from '../../data/use-delete.ts';
import { useSetFields } from '../../data/use-set-fields.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { FindingItem } from './finding-item.tsx';
import { findingParts, isFindingInPart } from './finding-parts.ts';
import css from './reviews.module.css';
import type { FindingLoop } from './use-loops.ts';
import { useNewKey } from './use-new-key.ts';
import type { OpenReview } from './use-review.ts';

interface FindingListProps {
  readonly open: OpenReview;
  readonly loops: ReadonlyMap<string, FindingLoop>;
  readonly selected: string | null;
  readonly mayEdit: boolean;
  onSelect(finding: string | null): void;
}

/** The findings of a review in their order. Arrows go from one to the next; with Alt they move the finding. */
export function FindingList({ open, loops, selected, mayEdit, onSelect }: FindingListProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const today = pageToday();
  const [part, setPart] = useState<(typeof findingParts)[number]>('all');
  const { deleted, remove, undo } = useDelete<number>();
  const move = useMove(open);
  const list = useRef<HTMLOListElement>(null);
  const { findings } = open;
  const add = () => void navigate({ to: `/reviews/${open.review.id}/findings/new` });
  useNewKey(mayEdit ? add : null);
  const numbered = findings.map((finding, place) => ({ finding, number: place + 1, loop: loops.get(finding.id) }));
  const inPart = (each: (typeof findingParts)[number]) =>
    numbered.filter(({ finding, loop }) => isFindingInPart(each, finding, loop?.actions ?? [], today));
  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    const titles = [...(list.current?.querySelectorAll<HTMLElement>('[data-finding]') ?? [])];
    const at = titles.indexOf(event.target as HTMLElement);
    if (by === null || at < 0) return;
    event.preventDefault();
    const id = titles[at]?.dataset['finding'] ?? '';
    if (event.altKey) void (mayEdit && move(id, by));
    else titles[at + by]?.focus();
  };
  return (
    <section>
      <SectionHead title={t('finding.list')}>
        {mayEdit && (
          <ActionButton icon={IconPlus} keys="N" onClick={add}>
            {t('finding.new')}
          </ActionButton>
        )}
      </SectionHead>
      <div className={css.chips}>
        {findingParts.map((each) => (
          <FilterChip key={each} selected={part === each} count={inPart(each).length} onClick={() => setPart(each)}>
            {t(`finding.part.${each}`)}
          </FilterChip>
        ))}
      </div>
      {deleted !== null && (
        <Banner tone="info" isNews action={<ActionButton onClick={() => void undo()}>{t('undo')}</ActionButton>}>
          {t('finding.deleted', { number: deleted })}
        </Banner>
      )}
      {findings.length === 0 && <p className={css.quiet}>{mayEdit ? t('finding.noneWhy') : t('finding.none')}</p>}
      <ol ref={list} className={css.findings} aria-label={t('finding.list')} onKeyDown={onKeyDown}>
        {inPart(part).map(({ finding, number, loop }) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            number={number}
            loop={loop}
            isOpen={finding.id === selected}
            mayEdit={mayEdit}
            onToggle={() => onSelect(finding.id === selected ? null : finding.id)}
            onMove={(by) => void move(finding.id, by)}
            onDelete={() => void remove([finding.id, ...(loop?.actions ?? []).map(({ id }) => id)], number)}
          />
        ))}
      </ol>
    </section>
  );
}

function useMove({ findings }: OpenReview) {
  const { t } = useTranslation('reviews');
  const { set } = useSetFields();
  const announce = useAnnounce();
  return async (id: string, by: -1 | 1) => {
    const order = keyAfterMove(findings, id, by);
    if (order === null) return;
    const place = findings.findIndex((finding) => finding.id === id) + 1 + by;
    if (await set(findingDeclaration, id, { order })) announce(t('finding.moved', { place }));
  };
}
