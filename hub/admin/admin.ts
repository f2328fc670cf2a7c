/**
 * Administration from the hub's own machine: whoever may read its data folder or holds DATABASE_URL. Never over HTTP.
 * Each command prints one line of JSON, so that scripts can read it.
 */
import { readConfig } from '../config.ts';
import { accountCommands } from './account-commands.ts';
import { type AdminCommands, UsageError } from './admin-command.ts';
import { deviceCommands } from './device-commands.ts';
import { networkCommands } from './network-commands.ts';
import { upkeepCommands } from './upkeep-commands.ts';
import { withStore } from './with-database.ts';

export const adminCommands: AdminCommands = {
  ...networkCommands,
  ...deviceCommands,
  ...accountCommands,
  ...upkeepCommands,
};

/** Runs `COMMAND arguments... [-- options of the hub]`, what concerns the database in one transaction. */
export async function runAdmin(args: readonly string[], env: NodeJS.ProcessEnv, projectFolder: string): Promise<void> {
  const split = args.indexOf('--');
  const [name = '', ...rest] = split < 0 ? args : args.slice(0, split);
  const config = readConfig(split < 0 ? [] : args.slice(split + 1), env, projectFolder);
  const command = adminCommands[name];
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  const work =
    'alone' in command ? command.alone(rest, config) : withStore(config, (tx) => command.run(tx, rest, config));
  const answer = await work.catch((error: unknown) => {
    if (error instanceof UsageError)
      throw new Error(`${error.message}\nUsage: node hub/main.ts ${name} ${command.usage}`);
    throw error;
  });
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
