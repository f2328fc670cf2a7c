/**
 * A disk of its own for what is cut off from power: an ext4 file system in a file, on a loop mount. A power cut keeps what
 * reached the file, so the file is copied while every writer stands still, and the copy is what the machine finds
 * afterwards: what only the kernel's memory held is gone, as it would be.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface LoopDisk {
  /** Where it is mounted, before a cut and after it. */
  readonly folder: string;
  /**
   * Cuts the power: `freeze` must make every writer stand still, `end` must end it. Afterwards the folder holds what was
   * on the disk in that moment.
   */
  cut(freeze: () => void, end: () => Promise<void>): Promise<void>;
  /** Fills it up, to the last block; what is returned takes that away again. */
  fillUp(): Promise<() => Promise<void>>;
  release(): Promise<void>;
}

/** Whether this machine can mount one: Linux, root, and loop devices that are not forbidden. */
export async function canMount(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    const disk = await mountLoopDisk(16);
    await disk.release();
    return true;
  } catch {
    return false;
  }
}

export async function mountLoopDisk(megabytes: number): Promise<LoopDisk> {
  const place = await mkdtemp(join(tmpdir(), 'waypost-disk-'));
  const [image, copy, folder] = ['image', 'copy', 'mounted'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  run('mkdir', folder);
  // The user that runs PostgreSQL must get at it.
  run('chmod', '755', place);
  run('truncate', '-s', `${megabytes}M`, image);
  run('mkfs.ext4', '-q', '-F', image);
  run('mount', '-o', 'loop', image, folder);
  return {
    folder,
    async cut(freeze, end) {
      freeze();
      // Writes that are under way in the kernel are neither stopped nor waited for, as on a real machine.
      await pause(30);
      run('cp', '--sparse=always', image, copy);
      await end();
      await unmount(folder);
      run('mv', copy, image);
      run('mount', '-o', 'loop', image, folder);
    },
    async fillUp() {
      const filler = join(folder, 'filler');
      // In large pieces, then in small ones: each ends when there is no room for another.
      for (const size of ['4M', '4k']) {
        await new Promise<void>((resolve) => {
          execFile('dd', ['if=/dev/zero', `of=${filler}`, `bs=${size}`, 'oflag=append', 'conv=notrunc'], () =>
            resolve(),
          );
        });
      }
      return () => rm(filler, { force: true });
    },
    async release() {
      await unmount(folder);
      await rm(place, { recursive: true });
    },
  };
}

/** The last process to end lets go of its files a moment later. */
async function unmount(folder: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return run('umount', folder);
    } catch (error) {
      if (tries === 50) throw error;
      await pause(100);
    }
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
