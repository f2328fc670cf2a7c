/**
 * The other ways a word is looked for, which are put into the index beside it: Arabic without what is written onto its
 * front, numbers without leading zeros, references in one piece. The beginning of a word is what a query finds it by, so
 * what comes off the front must be a term of its own; what comes off the end need not (inflection.ts).
 */

/** Arabic article with the particles before it; or the particles alone, before a word that stays one. */
const front = /^(?:(?:وال|فال|بال|كال|ولل|لل|ال)(?=\p{L}{2})|و(?=\p{L}{3})|[بلفك](?=\p{L}{4}))/u;

/** Forms of a folded term without its Arabic front, shortest last; none for other words. */
export function withoutFront(term: string): string[] {
  const first = term.charCodeAt(0);
  if (first < 0x620 || first > 0x6ff) return [];
  const forms: string[] = [];
  let rest = term;
  for (let turn = 0; turn < 2; turn++) {
    const next = rest.replace(front, '');
    if (next === rest) break;
    forms.push(next);
    rest = next;
  }
  return forms;
}

/** A number without its leading zeros; null when there are none, or nothing else. */
export function withoutZeros(term: string): string | null {
  if (term.charCodeAt(0) !== 0x30) return null;
  const rest = /^0+([1-9]\d*)$/.exec(term)?.[1];
  return rest ?? null;
}

/** `PB-0142`, `TR-26-031`: letters and numbers held together by one stroke, as written in one word. */
const reference = /(?<![\p{L}\p{N}])([A-Za-z]{1,6})((?:[-–_/.]?\d{1,6}){1,3})(?![\p{L}\p{N}])/gu;

/** References of a text in one piece, with and without leading zeros of the last number: `pb0142`, `pb142`. */
export function joinedReferences(text: string): string[] {
  const forms: string[] = [];
  for (const [, letters = '', numbers = ''] of text.matchAll(reference)) {
    const parts = numbers.split(/[-–_/.]/u).filter((part) => part !== '');
    const last = parts.pop() ?? '';
    const head = letters.toLowerCase() + parts.join('');
    forms.push(head + last, head + last.replace(/^0+(?=\d)/, ''));
  }
  return [...new Set(forms)];
}
