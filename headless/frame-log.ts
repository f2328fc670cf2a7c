/**
 * An append-only file of frames, fsynced before an append resolves. A torn tail (power cut, full disk) is cut when the
 * file is opened or written next, so what was appended whole is all that is ever read.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../disk/safe-files.ts';
import { frameHeaderSize, readFrame, readFrames } from '../shared/protocol/frame.ts';

export interface FrameLog {
  /** Bytes of whole frames. */
  readonly length: number;
  /** Appends whole frames and fsyncs. Throws what the file system says; nothing of a failed append is read later. */
  append(frames: Uint8Array): Promise<number>;
  /** Whole frames from an offset on, in pieces of about a mebibyte. */
  read(from: number): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

const pieceSize = 1024 * 1024;

export async function openFrameLog(path: string): Promise<FrameLog> {
  await mkdir(dirname(path), { recursive: true });
  // Read and write, made when absent, never truncated.
  const file = await open(path, 'a+', 0o600);
  await syncFolder(dirname(path));
  let length = 0;
  for await (const piece of wholeFrames(file, 0)) length += piece.length;
  let isTailTorn = (await file.stat()).size > length;
  return {
    get length() {
      return length;
    },
    async append(frames) {
      if (isTailTorn) await file.truncate(length);
      isTailTorn = true;
      await file.appendFile(frames);
      await file.datasync();
      isTailTorn = false;
      length += frames.length;
      return length;
    },
    async *read(from) {
      // What is appended while this reads belongs to the next read.
      const end = length;
      let at = from;
      for await (const piece of wholeFrames(file, from)) {
        if (at >= end) return;
        yield piece.subarray(0, end - at);
        at += piece.length;
      }
    },
    close: () => file.close(),
  };
}

/** Reads ahead until at least one frame is whole; ends where none follows. */
async function* wholeFrames(file: FileHandle, from: number): AsyncGenerator<Uint8Array> {
  let at = from;
  let size = pieceSize;
  for (;;) {
    const bytes = new Uint8Array(size);
    const { bytesRead } = await file.read(bytes, 0, size, at);
    const got = bytes.subarray(0, bytesRead);
    const { end } = readFrames(got);
    if (end > 0) {
      yield got.subarray(0, end);
      at += end;
      size = pieceSize;
    } else {
      if (bytesRead < size || readFrame(got, 0).kind === 'damaged') return;
      const wanted = new DataView(got.buffer).getUint32(12) + frameHeaderSize;
      if (wanted <= size) return;
      size = wanted;
    }
  }
}
