/** Decides which of the answers to one question is shown while it is asked again and again. */
export interface NewestAnswer {
  /**
   * Asks once more; the same question has the same parts. What it returns is asked when the answer is there: whether it is shown,
   * which it is while its question stands and none that was asked later is shown. So a question that is asked all the time is
   * answered all the same, and never by something older than what stands there.
   */
  ask(question: readonly unknown[]): () => boolean;
}

export function createNewestAnswer(): NewestAnswer {
  let standing: readonly unknown[] = [];
  let asked = 0;
  let shown = 0;
  return {
    ask(question) {
      if (!isSame(question, standing)) standing = question;
      const mine = standing;
      asked += 1;
      const number = asked;
      return () => {
        if (mine !== standing || number < shown) return false;
        shown = number;
        return true;
      };
    },
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, at) => Object.is(part, other[at]));
}
