import type { ComponentType } from 'react';

/**
 * Any Tabler outline icon, or one of ours with the same properties. A picture beside words says nothing of its own: the
 * type asks for it to be hidden from screen readers, and for icons used by their own names the house rule does.
 */
export type Icon = ComponentType<{
  size?: number | string;
  stroke?: number | string;
  className?: string;
  'aria-hidden': 'true';
}>;

/** Stroke of every icon in the interface. */
export const iconStroke = 1.7;
