/** `waypost device room`: exchanges with laptops in the same room, without a hub. */
import { readRoomAddress } from '../lan/room-address.ts';
import type { Result } from '../shared/base/result.ts';
import type { MeetFailure, Meeting } from '../shared/sync/room/room-api.ts';
import { type Command, type Output, readArguments, UsageError } from './command.ts';
import { failureText } from './failure-text.ts';
import type { HeadlessDevice } from './headless-device.ts';
import { partyLines } from './party-text.ts';
import { type RoomStay, stayInRoom } from './room-stay.ts';
import { withDevice } from './with-device.ts';

const usualSeconds = 10;

export const deviceRoom: Command = {
  help: [
    'waypost device room --data DIR [--listen ADDRESS:PORT] [--meet ADDRESS:PORT ...] [--announce] [--every SECONDS] [--agree]',
    'waypost device room --data DIR --once --meet ADDRESS:PORT ... [--agree] [--json]',
    '',
    'Exchanges changes with laptops in the same room until it is stopped: those that are named with --meet, those that call',
    'here, and with --announce those that are found on the network. Only laptops of the same hub, and only what both may read;',
    'the hub confirms it later. With --once it calls each that is named and ends.',
    'To a laptop that was never met nothing goes: it is said who it is and what would go. --agree exchanges with all of them.',
    '',
    'Exit code: 0 exchanged, 1 not with all of them, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values } = readArguments(args, {
      data: { type: 'string' },
      listen: { type: 'string' },
      meet: { type: 'string', multiple: true, default: [] },
      announce: { type: 'boolean', default: false },
      every: { type: 'string', default: String(usualSeconds) },
      once: { type: 'boolean', default: false },
      agree: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    const every = Number(values.every);
    if (!(every >= 1 && every <= 3_600)) throw new UsageError('--every is from 1 to 3600 seconds');
    const at = values.listen === undefined ? null : readRoomAddress(values.listen);
    if (values.listen !== undefined && at === null) throw new UsageError(`not an address and a port: ${values.listen}`);
    if (values.once && values.meet.length === 0) throw new UsageError('name whom to call with --meet');
    const work = async (device: HeadlessDevice) => {
      const said = { output, json: values.json };
      if (values.once) return (await callAll(device, values.meet, said)) ? 0 : 1;
      return stay(device, { at, meet: values.meet, announce: values.announce, everyMs: every * 1_000 }, said);
    };
    return withDevice(values.data, output, work, { unasked: values.agree });
  },
};

interface Said {
  readonly output: Output;
  readonly json: boolean;
}

/** Calls each; true when all were met. */
async function callAll(device: HeadlessDevice, addresses: readonly string[], said: Said): Promise<boolean> {
  const { engine } = device;
  let areAllMet = true;
  for (const address of addresses) {
    const met = await engine.meet(address);
    tellMeeting(address, met, said);
    areAllMet &&= met.ok;
  }
  await tellParties(device, said);
  return areAllMet;
}

function tellMeeting(address: string, met: Result<Meeting, MeetFailure>, { output, json }: Said): void {
  if (json) output.line(JSON.stringify({ address, ...met }));
  if (met.ok && !json) output.line(`${address}  ${lineOf(met.value)}`);
  if (!met.ok) output.error(`${address}: ${failureText(met.failure)}`);
}

/** Laptops that nobody here said yes to, also those that called here; each that was not told before. */
async function tellParties(device: HeadlessDevice, { output }: Said, told = new Set<string>()): Promise<void> {
  for (const party of await device.engine.parties()) {
    if (party.kind !== 'laptop' || told.has(party.key)) continue;
    told.add(party.key);
    for (const line of partyLines(party, device)) output.error(line);
  }
}

/** Listens and calls until the process is told to end. */
async function stay(device: HeadlessDevice, asked: RoomStay, said: Said): Promise<number> {
  const told = new Set<string>();
  const fault = (error: unknown) =>
    said.output.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  let telling: Promise<void> = Promise.resolve();
  // Whoever calls here is told as well: the engine says that somebody waits for an answer.
  const stopHearing = device.engine.onChange(({ status }) => {
    if (status) telling = telling.then(() => tellParties(device, said, told)).catch(fault);
  });
  const room = await stayInRoom(device, asked, { hear: (address, met) => tellMeeting(address, met, said), fault });
  for (const address of room.addresses) said.output.line(`listening at ${address}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await room.close();
  stopHearing();
  await telling;
  return 0;
}

function lineOf({ people, received, sent, refused, scopes }: Meeting): string {
  const who = people.map(({ name, centre }) => `${name}, ${centre}`).join('; ');
  const left = Object.entries(refused).map(([reason, count]) => `, not taken: ${count} ${reason}`);
  return `${who}: received ${received}, sent ${sent}, scopes in common ${scopes.length}${left.join('')}`;
}
