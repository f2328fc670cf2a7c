/** A stop after a stop, with or without the end of an isolate between; three of them are somebody's dots. */
const twice = /(?<!\.)\.(\u2069?)\.(?!\.)/gu;

/**
 * A sentence whose last word is an abbreviation ends in one stop: a Russian date ends in `г.`, a French month in `déc.`, and
 * the sentence that they are put into has a stop of its own.
 */
export function withOneStop(sentence: string): string {
  return sentence.replace(twice, '.$1');
}
