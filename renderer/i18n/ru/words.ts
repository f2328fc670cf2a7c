import type { ResourceKey } from 'i18next';

/** Every feature's words in this language, by file: one file to load, whatever is shown first. */
export const words = import.meta.glob<ResourceKey>(['./*.json', '!./*.about.json'], { eager: true, import: 'default' });
