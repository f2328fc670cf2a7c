/** Inputs made by hand to be small and cost much: lengths that lie, depth without end, counts without content, bombs. */
import { deflateSync } from 'fflate';
import { concat, utf8 } from '../../shared/base/bytes.ts';
import { createByteWriter } from '../../shared/protocol/byte-writer.ts';
import { encodeFrame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { emptyBlocks } from '../support/empty-blocks.ts';
import { goldenFrames } from '../support/golden-samples.ts';

export interface Bomb {
  readonly what: string;
  /** The name of a fuzzed target. */
  readonly target: string;
  readonly bytes: Uint8Array;
  /** Large or deep but honest: it may be taken, as long as that does not take long. */
  readonly mayBeTaken?: boolean;
}

const bytesOf = (...values: readonly number[]) => Uint8Array.from(values);
const repeated = (text: string, times: number) => utf8(text.repeat(times));
const zeros = (length: number) => new Uint8Array(length);
const varints = (...values: readonly number[]) => {
  const writer = createByteWriter();
  for (const value of values) writer.varint(value);
  return writer.finish();
};
const mebibyte = 2 ** 20;

/** A part of a table: packed so, claiming so many bytes, with these packed ones. */
const part = (claimed: number, packed: Uint8Array) => concat(bytesOf(1), varints(claimed, packed.length), packed);
const empty = bytesOf(0, 0);
const nothings = deflateSync(zeros(31 * mebibyte), { level: 9 });
/** Takes a decoder that counts no blocks ten seconds a mebibyte, and gives nothing. */
const slowNothing = emptyBlocks(mebibyte);
/** Columns that begin with a count. */
const counting = (count: number) => concat(bytesOf(0), varints(8), varints(count).subarray(0, 4), zeros(4));

const tables: readonly (readonly [string, Uint8Array])[] = [
  ['claims 32 MiB of columns and has none', concat(part(32 * mebibyte, bytesOf(3, 0)), empty, empty)],
  ['claims more than any table may hold', concat(part(2 ** 40, nothings), empty, empty)],
  ['claims a packed length beyond its end', concat(bytesOf(1), varints(100, 2 ** 45), zeros(20))],
  ['inflates to 31 MiB of nothing', concat(part(31 * mebibyte, nothings), empty, empty)],
  ['inflates to 31 MiB where 5 bytes are announced', concat(part(5, nothings), empty, empty)],
  ['inflates three times 31 MiB', concat(...[1, 2, 3].map(() => part(31 * mebibyte, nothings)))],
  ['packs nothing into a mebibyte', concat(part(0, slowNothing), empty, empty)],
  ['packs nothing into a mebibyte and claims as much', concat(part(mebibyte, slowNothing), empty, empty)],
  ['counts two thousand million operations', concat(counting(2_000_000_000), empty, empty)],
  ['says its length in a number without end', concat(bytesOf(1), bytesOf(...new Array<number>(200).fill(0xff)))],
];

const nested = (open: number, depth: number) => concat(new Uint8Array(depth).fill(open), bytesOf(0));
const values: readonly (readonly [string, Uint8Array])[] = [
  ['nests 100,000 lists', nested(0x81, 100_000)],
  ['nests 100,000 maps', concat(...new Array<Uint8Array>(100_000).fill(bytesOf(0xa1, 0x60)), bytesOf(0))],
  ['nests 100,000 tags', nested(0xc1, 100_000)],
  ['promises a list of 2^32 members', bytesOf(0x9a, 0xff, 0xff, 0xff, 0xff, 0)],
  ['promises a list of 2^53 members', bytesOf(0x9b, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0)],
  ['promises a map of 2^32 pairs', bytesOf(0xba, 0xff, 0xff, 0xff, 0xff, 0)],
  ['promises a text of 4 GiB', bytesOf(0x7a, 0xff, 0xff, 0xff, 0xff, 0x61)],
  ['promises bytes of 2^60', bytesOf(0x5b, 0x10, 0, 0, 0, 0, 0, 0, 0, 0)],
  ['never ends its list', concat(bytesOf(0x9f), zeros(100_000))],
  [
    'promises 60,000 lists, each within the last',
    concat(...new Array<Uint8Array>(60_000).fill(bytesOf(0x99, 0xff, 0xff))),
  ],
];

const playbooks: readonly (readonly [string, Uint8Array, boolean?])[] = [
  ['nests 200,000 lists', repeated('[', 200_000)],
  ['nests 200,000 objects', repeated('{"a":', 200_000)],
  ['nests base64 in base64', base64Within(20)],
  ['is a text that never ends', concat(utf8('{"type":"'), repeated('a', 4 * mebibyte))],
  ['is a number of a million digits', concat(utf8('{"type":"playbook","id":'), repeated('9', mebibyte), utf8('}'))],
  ['is a million empty lists', concat(utf8('['), repeated('[],', mebibyte), utf8('[]]'))],
  ['repeats one key 200,000 times', concat(utf8('{'), repeated('"a":1,', 200_000), utf8('"a":1}'))],
  ['has 30,000 steps that all lead to the first', manySteps(30_000)],
  ['has 15,000 steps that lead in a circle', manySteps(15_000), true],
  ['escapes half characters without end', concat(utf8('{"type":"'), repeated('\\ud800', 200_000), utf8('"}'))],
];

const rosters: readonly (readonly [string, Uint8Array, boolean?])[] = [
  ['opens a quote and never closes it', concat(utf8('Name\n"'), repeated('a,\n', 300_000)), true],
  ['is one row of 300,000 cells', concat(utf8('Name\n'), repeated(',', 300_000)), true],
  ['heads 20,000 columns by one name', concat(repeated('Name,', 20_000), utf8('\nx')), true],
  ['is nothing but quotes', repeated('"', mebibyte), true],
  ['names one person 3,000 times in almost the same way', almostTheSame(3_000), true],
  ['is a UTF-16 file of zeros', concat(bytesOf(0xff, 0xfe), zeros(mebibyte)), true],
];

const zips: readonly (readonly [string, Uint8Array])[] = [
  ['lists 65,534 files and has none', endOfZip(65_534, 0)],
  ['has its directory behind its end', endOfZip(1, 0xffff_fff0)],
  ['points at itself', concat(utf8('PK\u0003\u0004'), zeros(60), endOfZip(1, 0))],
  ['is a mebibyte of ends', repeated('PK\u0005\u0006', mebibyte / 4)],
  ['inflates to 31 MiB where 20 bytes are announced', zipOf('manifest.json', nothings, 20)],
  ['is a manifest of 31 MiB of nothing', zipOf('manifest.json', nothings, 31 * mebibyte)],
  ['announces a manifest of 4 GiB', zipOf('manifest.json', nothings, 0xffff_fff0)],
  ['leads out of its folder', zipOf('../../manifest.json', nothings, 31 * mebibyte)],
];

const stored: readonly (readonly [string, string, Uint8Array])[] = [
  ['pack of operations in the store', 'claims a header of 4 GiB', bytesOf(0xff, 0xff, 0xff, 0xff, 0x7b)],
  ['pack of records in the store', 'claims a header of 4 GiB', bytesOf(0xff, 0xff, 0xff, 0xff, 0x7b)],
  ['pack of a list in the store', 'is empty', zeros(0)],
  ['search index', 'counts 2^50 ids', concat(utf8('WPSI'), bytesOf(...new Array<number>(100).fill(0x7f)))],
  ['search index', 'is a number without end', concat(utf8('WPSI'), bytesOf(...new Array<number>(1_000).fill(0xff)))],
  ['audit file', 'is a mebibyte of empty lines', repeated('\n', mebibyte)],
  ['audit file', 'nests 200,000 lists in its head', concat(repeated('[', 200_000), utf8('\n\n\n'))],
  ['enrolment', 'nests 100,000 lists', concat(repeated('[', 100_000), repeated(']', 100_000))],
];

/** All of them. */
export async function bombs(): Promise<readonly Bomb[]> {
  const golden = await goldenFrames();
  const checkpoint = golden['checkpoint'] as Uint8Array;
  const firstOf = (name: string) => readFrames(golden[name] as Uint8Array).frames[0]?.bytes as Uint8Array;
  const nothing = encodeFrame(frameTypes.parcel, concat(varints(0), slowNothing));
  const signed = encodeFrame(frameTypes.signature, zeros(64));
  const lyingFrame = checkpoint.slice();
  new DataView(lyingFrame.buffer).setUint32(12, 0xffff_ffff);
  const journals: readonly (readonly [string, string, Uint8Array])[] = [
    ['frames', 'claims a payload of 4 GiB', lyingFrame],
    ['journal', 'claims a payload of 4 GiB', lyingFrame],
    ['journal', 'is 200,000 beginnings of frames', repeated('WPF\u0001', 200_000)],
    ['journal', 'is a mebibyte of zeros', zeros(mebibyte)],
    ['reply', 'is 50,000 empty frames', concat(...new Array<Uint8Array>(50_000).fill(encodeFrame(200, zeros(0))))],
    ['reply', 'is a parcel that claims 2^40 bytes', encodeFrame(frameTypes.parcel, varints(2 ** 40))],
    [
      'reply',
      'is a parcel of 31 MiB of nothing that announces one',
      encodeFrame(frameTypes.parcel, concat(varints(mebibyte), nothings)),
    ],
    ['request', 'has a parcel of nothing that is a mebibyte', concat(firstOf('request'), nothing, signed)],
    ['reply', 'has a parcel of nothing that is a mebibyte', concat(firstOf('reply'), nothing)],
    ['saved', 'counts 2^40 batches', varints(2 ** 40)],
    ['saved', 'counts 200 batches and has none', concat(bytesOf(1), varints(200, 2 ** 30))],
    ['wake header', 'is a mebibyte of spaces', concat(utf8('Waypost '), repeated(' ', mebibyte))],
  ];
  const named = (target: string, before: Uint8Array, list: readonly (readonly [string, Uint8Array])[]) =>
    list.map(([what, bytes]): Bomb => ({ what, target, bytes: concat(before, bytes) }));
  const open = (target: string, list: readonly (readonly [string, Uint8Array, boolean?])[]) =>
    list.map(([what, bytes, mayBeTaken = false]): Bomb => ({ what, target, bytes, mayBeTaken }));
  return [
    ...named('batch', bytesOf(2, 0), tables),
    ...named('page', bytesOf(2), tables),
    ...named('pack', bytesOf(3), tables),
    ...named('value', zeros(0), values),
    ...named('checkpoint', zeros(0), values),
    ...values.map(
      ([what, bytes]): Bomb => ({ what, target: 'request', bytes: encodeFrame(frameTypes.request, bytes) }),
    ),
    ...values.map(([what, bytes]): Bomb => ({ what, target: 'reply', bytes: encodeFrame(frameTypes.reply, bytes) })),
    ...open('playbook file', playbooks),
    ...open('roster', rosters),
    // What the contract does not name is left out of it, whatever it is.
    ...open('message to the host', [['nests 100,000 objects', deepObjects(100_000), true]]),
    ...named('library file', zeros(0), zips),
    ...[...stored, ...journals].map(([target, what, bytes]): Bomb => ({ what, target, bytes })),
  ];
}

function deepObjects(depth: number): Uint8Array {
  return concat(repeated('{"a":', depth), utf8('1'), repeated('}', depth));
}

function base64Within(times: number): Uint8Array {
  let text = '{"type":"nothing"}';
  for (let i = 0; i < times; i++) text = btoa(text);
  return utf8(text);
}

function manySteps(count: number): Uint8Array {
  const id = (n: number) => `action--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const steps = Array.from({ length: count }, (_, n) => [
    id(n),
    { type: 'action', name: 'x', commands: [], on_completion: id(count > 20_000 ? 0 : (n + 1) % count) },
  ]);
  const workflow = Object.fromEntries(steps);
  return utf8(
    JSON.stringify({
      type: 'playbook',
      spec_version: 'cacao-2.0',
      id: 'x',
      name: 'x',
      workflow_start: id(0),
      workflow,
    }),
  );
}

function almostTheSame(count: number): Uint8Array {
  const rows = Array.from({ length: count }, (_, n) => `Anna Maria Berg ${'x'.repeat(n % 7)}${n % 13}\n`);
  return utf8(`Name\n${rows.join('')}`);
}

function endOfZip(count: number, at: number): Uint8Array {
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(16, at, true);
  return new Uint8Array(end.buffer);
}

/** A ZIP of one deflated file that announces a size. */
function zipOf(path: string, packed: Uint8Array, size: number): Uint8Array {
  const name = utf8(path);
  const head = (mark: number, length: number, shift: number) => {
    const view = new DataView(new ArrayBuffer(length));
    view.setUint32(0, mark, true);
    view.setUint16(8 + shift, 8, true);
    view.setUint32(18 + shift, packed.length, true);
    view.setUint32(22 + shift, size, true);
    view.setUint16(26 + shift, name.length, true);
    return new Uint8Array(view.buffer);
  };
  const local = concat(head(0x04034b50, 30, 0), name, packed);
  const central = concat(head(0x02014b50, 46, 2), name);
  const end = endOfZip(1, local.length);
  return concat(local, central, end);
}
