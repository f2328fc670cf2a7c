import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from './action-button.tsx';
import css from './part-edge.module.css';
import type { Part } from './use-part.ts';

interface PartEdgeProps {
  readonly part: Part;
  readonly count: number;
  readonly direction: -1 | 1;
}

/** Where the part of a long list that is drawn ends: more of it comes when somebody gets here, or presses. */
export function PartEdge({ part, count, direction }: PartEdgeProps) {
  const { t } = useTranslation('ui');
  const place = useRef<HTMLLIElement>(null);
  const left = direction === -1 ? part.from : count - part.to;
  const grow = useRef(part.grow);
  grow.current = part.grow;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is left changes with every growth, and is watched anew
  useEffect(() => {
    if (place.current === null || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && grow.current(direction),
      { rootMargin: '300px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [direction, left]);
  if (left === 0) return null;
  return (
    <li ref={place} className={css.edge}>
      <ActionButton kind="quiet" onClick={() => part.grow(direction)}>
        {direction === -1 ? t('part.earlier', { count: left }) : t('part.later', { count: left })}
      </ActionButton>
    </li>
  );
}
