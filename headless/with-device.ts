/** Opens the device that `--data` names, for one command. */
import { type Output, UsageError } from './command.ts';
import { failureText } from './failure-text.ts';
import { type DeviceOptions, type HeadlessDevice, openHeadlessDevice } from './headless-device.ts';

/** Runs work on a device and closes it; 1 when it cannot be opened. */
export async function withDevice(
  folder: string | undefined,
  output: Output,
  work: (device: HeadlessDevice) => Promise<number>,
  options: DeviceOptions = {},
): Promise<number> {
  if (folder === undefined) throw new UsageError('name the folder of the device with --data');
  const opened = await openHeadlessDevice(folder, options);
  if (!opened.ok) {
    output.error(failureText(opened.failure));
    return 1;
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
