import type { ResourceNamespaceMap, TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import './resources.ts';

/** Translates keys of every namespace, each named in full: `t('playbooks:rail.label')`. */
export type Translate = TFunction<(keyof ResourceNamespaceMap)[]>;

/** For the frame, which speaks with the words of many features. Screens use `useTranslation('<their namespace>')`. */
export function useTranslate(): Translate {
  // The namespaces are loaded at start-up; naming them all here would load those of screens never opened.
  return useTranslation().t as unknown as Translate;
}
