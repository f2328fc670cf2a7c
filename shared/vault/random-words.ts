/** Words that chance draws, each as likely as any other. */
import type { Random } from '../base/ports.ts';

/** Different words of a list, drawn anew until they are good. A list of 7,776 gives 77 bits for six. */
export function drawWords(
  list: readonly string[],
  count: number,
  random: Random,
  isGood: (words: readonly string[]) => boolean,
): readonly string[] {
  for (;;) {
    const words = new Set<string>();
    while (words.size < count) words.add(list[drawBelow(list.length, random)] ?? '');
    const drawn = [...words];
    if (isGood(drawn)) return drawn;
  }
}

/** Numbers above the last whole multiple are drawn again: the first words would come up more often otherwise. */
function drawBelow(limit: number, random: Random): number {
  const range = 2 ** 16;
  const end = range - (range % limit);
  for (;;) {
    const [high = 0, low = 0] = random.bytes(2);
    const drawn = high * 256 + low;
    if (drawn < end) return drawn % limit;
  }
}
