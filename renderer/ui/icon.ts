import type { ComponentType } from 'react';

/** Any Tabler outline icon, or one of ours with the same three properties. */
export type Icon = ComponentType<{ size?: number | string; stroke?: number | string; className?: string }>;

/** Stroke of every icon in the interface. */
export const iconStroke = 1.7;
