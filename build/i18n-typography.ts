/** What a careful typesetter of each language would not let pass, as far as a machine can see it. */

interface Rule {
  readonly languages: readonly string[];
  readonly fault: RegExp;
  readonly say: string;
}

const rules: readonly Rule[] = [
  {
    languages: ['fr'],
    fault: / [:;!?»]|« /,
    say: 'breaks a line before its punctuation: use a no-break space (U+00A0; U+202F before ; ! ?)',
  },
  {
    languages: ['zh'],
    fault: /\p{Script=Han}\s*[,;:?!()]|[,;:?!()]\s*\p{Script=Han}|\p{Script=Han}\./u,
    say: 'has half-width punctuation beside a Chinese character',
  },
  {
    languages: ['ar'],
    fault: /\p{Script=Arabic}\s*[,;?]/u,
    say: 'has Latin punctuation after an Arabic letter: use ، ؛ ؟',
  },
  // Two ways to write one ending; search and the eye should meet only one.
  { languages: ['ar'], fault: /\u064b\u0627/, say: 'writes the ending as \u064b\u0627: the house writes \u0627\u064b' },
  { languages: ['ar', 'es', 'ru'], fault: /[“”]/, say: 'has English quotation marks: use « »' },
  {
    languages: ['ar', 'en', 'es', 'fr', 'ru', 'zh'],
    fault: /\p{L}'\p{L}|"|\.\.\./u,
    say: 'has typewriter marks: use ’ “ ” « » …',
  },
];

/** What is wrong with the marks of a text; empty when nothing is. */
export function typographyFaults(language: string, text: string): string[] {
  const faults = rules.filter((rule) => rule.languages.includes(language) && rule.fault.test(text));
  return [...faults.map((rule) => rule.say), ...(language === 'es' && !isPaired(text) ? ['opens no ¿ or ¡'] : [])];
}

function isPaired(text: string): boolean {
  const count = (mark: string) => text.split(mark).length;
  return count('¿') === count('?') && count('¡') === count('!');
}
