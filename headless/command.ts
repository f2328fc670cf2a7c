/** What every subcommand of `waypost` is. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Output {
  line(text: string): void;
  error(text: string): void;
}

export interface Command {
  readonly help: string;
  /** Returns the exit code. Throws {@link UsageError} when the arguments make no sense. */
  run(args: readonly string[], output: Output): Promise<number>;
}

/** The command line was not understood: the help is shown and the exit code is 2. */
export class UsageError extends Error {}

/** Options and files of a command line; an unknown option is a usage error. */
export function readArguments<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
