/** Who answers a request for access as docs/who-may-do-what.md has it, and no line of the product's. */
import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/who-may-do-what.md', import.meta.url), 'utf8');

/** The table of the page: what is so, which answers it is about, and whether they count then. */
export const answerLines: readonly (readonly [situation: string, answers: string, counts: boolean])[] = page
  .slice(page.indexOf('| Situation | Answer | Counts |'))
  .split('\n\n', 1)
  .join()
  .split('\n')
  .slice(2)
  .filter((line) => line.startsWith('|'))
  .map((line) => {
    const [situation = '', answers = '', counts] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return [situation, answers, counts === 'yes'] as const;
  });

export interface AnswerOracle {
  readonly does: 'approve' | 'refuse' | 'end';
  readonly isOfAsker: boolean;
  readonly saysOwnName: boolean;
  readonly isExact: boolean;
  /** Roles of who answers in the scope that is asked for: held now, and known to their laptop. */
  readonly now: readonly string[];
  readonly then: readonly string[];
}

/** The first line of the page that holds of an answer. */
export function answerLineOf(it: AnswerOracle): (typeof answerLines)[number] {
  const looksAfter = (roles: readonly string[]) => roles.some((role) => role === 'coordinator' || role === 'steward');
  const holds = [
    !it.saysOwnName || !it.isExact,
    it.isOfAsker && it.does === 'end',
    it.isOfAsker && it.does !== 'end',
    looksAfter(it.now) && looksAfter(it.then),
    true,
  ];
  const line = answerLines[holds.indexOf(true)];
  if (line === undefined) throw new Error('The page has fewer lines than situations.');
  return line;
}
