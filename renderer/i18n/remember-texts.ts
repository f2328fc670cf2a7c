import type { i18n as I18n } from 'i18next';

type Say = (key: unknown, ...rest: unknown[]) => unknown;

/**
 * Keeps what was said once: a text without values is the same each time, and to find it again in the words took a fifth of the
 * time that a screen needs to be drawn. All of it is forgotten when words come in: English stands in until a language is there.
 */
export function rememberTexts(i18n: I18n): void {
  const texts = new Map<string, unknown>();
  i18n.on('loaded', () => texts.clear());
  const getFixedT = i18n.getFixedT.bind(i18n) as unknown as (...asked: unknown[]) => Say & { readonly lng?: string };
  const getRemembering = (...asked: unknown[]) => {
    const say = getFixedT(...asked);
    const [, namespaces, prefix] = asked;
    const remembering: Say = (key, ...rest) => {
      if (typeof key !== 'string' || rest.some((value) => value !== undefined)) return say(key, ...rest);
      const place = `${say.lng ?? i18n.language}|${String(namespaces)}|${String(prefix)}|${key}`;
      const known = texts.get(place);
      if (known !== undefined) return known;
      const said = say(key);
      texts.set(place, said);
      return said;
    };
    return Object.assign(remembering, say);
  };
  i18n.getFixedT = getRemembering as unknown as I18n['getFixedT'];
}
