import { expect, test } from 'vitest';
import { concat, utf8 } from '../base/bytes.ts';
import { crc32c } from './crc32c.ts';
import { encodeFrame, findFrame, readFrame, readFrames } from './frame.ts';
import { framePayloadLimit } from './limits.ts';

const frames = [1, 2, 99].map((type) => encodeFrame(type, new Uint8Array(type).fill(type)));

test('the checksum is CRC-32C', () => {
  expect(crc32c(utf8('123456789'))).toBe(0xe3069283);
});

test('frames of every type are given back, unknown types included, bytes verbatim', () => {
  const read = readFrames(concat(...frames));
  expect(read).toMatchObject({ rest: 'nothing', end: frames.reduce((sum, { length }) => sum + length, 0) });
  expect(read.frames.map(({ type }) => type)).toEqual([1, 2, 99]);
  expect(read.frames.map(({ bytes }) => bytes)).toEqual(frames);
});

test('a stream cut anywhere gives every whole frame before the cut', () => {
  const bytes = concat(...frames);
  const ends = [0, 21, 43, 162];
  for (let cut = 0; cut <= bytes.length; cut++) {
    const read = readFrames(bytes.subarray(0, cut));
    const whole = ends.filter((end) => end <= cut).length - 1;
    expect(read.frames).toHaveLength(whole);
    expect(read.rest).toBe(cut === ends[whole] ? 'nothing' : 'torn');
  }
});

test('any single changed byte is noticed', () => {
  const [frame] = frames as [Uint8Array];
  for (let at = 0; at < frame.length; at++) {
    const damaged = frame.slice();
    damaged[at] = (damaged[at] as number) ^ 0x40;
    expect(readFrame(damaged, 0).kind).not.toBe('frame');
  }
});

test('a length beyond the limit is damage, not a reason to wait for more bytes', () => {
  const frame = encodeFrame(1, new Uint8Array(8));
  new DataView(frame.buffer).setUint32(12, framePayloadLimit + 1);
  expect(readFrame(frame, 0).kind).toBe('damaged');
});

test('the next whole frame behind damage is found', () => {
  const bytes = concat(utf8('WPF garbage WPF'), frames[1] as Uint8Array);
  expect(findFrame(bytes, 0)).toBe(15);
  expect(findFrame(bytes.subarray(0, bytes.length - 1), 0)).toBe(-1);
});
