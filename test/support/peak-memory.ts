import { readFileSync } from 'node:fs';

/**
 * The most bytes that this process had in memory. On Linux `maxRSS` begins with what the parent had when it made the process,
 * however small this one stays; VmHWM is of this program alone.
 */
export function peakMemory(): number {
  const whole = process.resourceUsage().maxRSS * 1024;
  if (process.platform !== 'linux') return whole;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return peak === undefined ? whole : Number(peak) * 1024;
}
