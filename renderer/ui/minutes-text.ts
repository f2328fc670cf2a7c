/** Seconds as a clock shows them: `1:05`, in the digits of the language. */
export function minutesText(
  seconds: number,
  number: (value: number, options?: Intl.NumberFormatOptions) => string,
): string {
  return `${number(Math.floor(seconds / 60))}:${number(seconds % 60, { minimumIntegerDigits: 2 })}`;
}
