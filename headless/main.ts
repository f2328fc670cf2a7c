/** The `waypost` command: finds the subcommand and loads only what it needs. */
import { type Command, type Output, UsageError } from './command.ts';

interface Entry {
  readonly words: string;
  readonly summary: string;
  load(): Promise<Command>;
}

const commands: readonly Entry[] = [
  {
    words: 'playbook check',
    summary: 'Judge playbook files without importing them',
    load: async () => (await import('./playbook-check.ts')).playbookCheck,
  },
  {
    words: 'playbook convert',
    summary: 'Write a playbook file as CACAO 2.0',
    load: async () => (await import('./playbook-convert.ts')).playbookConvert,
  },
  {
    words: 'playbook diff',
    summary: 'Compare two playbook files by step and word',
    load: async () => (await import('./playbook-diff.ts')).playbookDiff,
  },
  {
    words: 'device enrol',
    summary: 'Join a hub with a one-time code, or by letters that a coordinator types',
    load: async () => (await import('./device-enrol.ts')).deviceEnrol,
  },
  {
    words: 'device import',
    summary: 'Import playbook files or a library into a device without a screen',
    load: async () => (await import('./device-import.ts')).deviceImport,
  },
  {
    words: 'device export',
    summary: 'Write everything a person may see as one library file',
    load: async () => (await import('./device-export.ts')).deviceExport,
  },
  {
    words: 'device sync',
    summary: 'Exchange changes with the hub',
    load: async () => (await import('./device-sync.ts')).deviceSync,
  },
  {
    words: 'device list',
    summary: 'List the playbooks of a device',
    load: async () => (await import('./device-list.ts')).deviceList,
  },
  {
    words: 'device room',
    summary: 'Exchange changes with laptops in the same room, without a hub',
    load: async () => (await import('./device-room.ts')).deviceRoom,
  },
  {
    words: 'audit export',
    summary: 'Write the order of a scope as this device witnessed it',
    load: async () => (await import('./audit-export.ts')).auditExport,
  },
  {
    words: 'audit verify',
    summary: 'Check such files, without a hub and without a device',
    load: async () => (await import('./audit-verify.ts')).auditVerify,
  },
  {
    words: 'badge verify',
    summary: 'Check certificates (Open Badges 3.0) without a network',
    load: async () => (await import('./badge-verify.ts')).badgeVerify,
  },
];

/** Runs a command line and returns its exit code: 0 done, 1 done with failures, 2 not understood. */
export async function runCommand(args: readonly string[], output: Output): Promise<number> {
  const entry = commands.find(({ words }) => words.split(' ').every((word, i) => args[i] === word));
  if (entry === undefined) {
    const asked = args.length === 0 || args.some((word) => word === '--help' || word === '-h' || word === 'help');
    (asked && args.length > 0 ? output.line : output.error)(overview(args[0]));
    return asked && args.length > 0 ? 0 : 2;
  }
  const command = await entry.load();
  const rest = args.slice(entry.words.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    output.line(command.help);
    return 0;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    if (error instanceof UsageError) {
      output.error(`waypost ${entry.words}: ${error.message}\n\n${command.help}`);
      return 2;
    }
    // A file that cannot be written is no fault of the program; anything else is, and shows its stack.
    if (!isSystemError(error)) throw error;
    output.error(`waypost ${entry.words}: ${error.message}`);
    return 1;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function overview(family: string | undefined): string {
  const known = commands.filter(({ words }) => words.startsWith(`${family} `));
  const shown = known.length > 0 ? known : commands;
  const lines = shown.map(({ words, summary }) => `  waypost ${words.padEnd(18)}${summary}`);
  return ['Waypost without a screen.', '', ...lines, '', 'Each command explains itself with --help.'].join('\n');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has left; there is nobody to tell.
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runCommand(process.argv.slice(2), {
  line: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
});
