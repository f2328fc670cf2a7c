/** What was typed as one thing on each line: without empty lines and without saying a thing twice. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);
}
