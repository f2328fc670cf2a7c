import { runCommand } from '../../build/run-command.ts';

/** Titles of the windows that can be seen on an X display, for programs that no test driver may enter. */
export async function visibleWindowTitles(display: string): Promise<string[]> {
  const { output } = await runCommand('xwininfo', ['-root', '-tree', '-display', display]);
  const titles: string[] = [];
  for (const [, id = '', title = ''] of output.matchAll(/^\s+(0x[0-9a-f]+) "(.*)": \(/gm)) {
    const window = await runCommand('xwininfo', ['-id', id, '-stats', '-display', display]);
    if (window.output.includes('Map State: IsViewable')) titles.push(title);
  }
  return titles;
}
