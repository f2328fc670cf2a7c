import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { inProject, projectRoot } from './project-root.ts';

export interface CommandResult {
  /** Exit code; 1 when the command was killed, 127 when it could not be started. */
  readonly code: number;
  /** What it wrote, both streams in order; empty when shown directly. */
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Show the output as it comes instead of keeping it. */
  readonly shown?: boolean;
  /** Kill after so many milliseconds. */
  readonly timeoutMs?: number;
}

/** Runs a command to its end and never rejects; commands of node_modules/.bin come first, so `node` is Node 24. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions = {}) {
  return new Promise<CommandResult>((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? projectRoot,
      env: withProjectCommands(options.env ?? process.env),
      stdio: ['ignore', options.shown ? 'inherit' : 'pipe', options.shown ? 'inherit' : 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => child.kill(), options.timeoutMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * The environment with node_modules/.bin in front of the path. What Node compiles is kept beside the packages: half of the time
 * that a short command of ours takes goes into stripping the same types again.
 */
export function withProjectCommands(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = `${inProject('node_modules', '.bin')}${delimiter}${env['PATH'] ?? ''}`;
  return { NODE_COMPILE_CACHE: inProject('node_modules', '.cache', 'compiled'), ...env, PATH: path };
}
