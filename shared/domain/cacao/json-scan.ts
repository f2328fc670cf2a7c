/**
 * One pass over JSON text that tells where it breaks, how deep it nests, which names repeat, and where given paths are.
 * Engines word and place their own errors differently (Chrome 114 gives no line), and none of them says where a value
 * of a parsed document stood. It keeps its own stack, so that hostile nesting cannot overflow the call stack.
 */
import { type JsonFaultKind, pointer } from './reason.ts';

export interface JsonFault {
  readonly offset: number;
  readonly kind: JsonFaultKind;
}
export interface JsonScan {
  readonly fault: JsonFault | null;
  readonly depth: number;
  /** Names that occur twice in one object: their pointers, at most 20. */
  readonly repeated: readonly string[];
  /** Offsets of the wanted pointers that were found. */
  readonly offsets: ReadonlyMap<string, number>;
}

interface Level {
  readonly isArray: boolean;
  readonly path: string;
  readonly names: Set<string> | null;
  index: number;
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const spacePattern = /[ \t\r\n]*/y;

/** Scans JSON text. With `wanted`, notes the offsets of those JSON Pointers. Stops at the first fault or at `maxDepth`. */
export function scanJson(text: string, maxDepth: number, wanted: ReadonlySet<string> = new Set()): JsonScan {
  return new Scanner(text, maxDepth, wanted).run();
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

class Scanner {
  private at = 0;
  private depth = 0;
  private fault: JsonFault | null = null;
  private readonly repeated: string[] = [];
  private readonly offsets = new Map<string, number>();
  private readonly levels: Level[] = [];
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly wanted: ReadonlySet<string>;
  /** Pointers are only built when somebody wants them: they are most of the cost. */
  private readonly keepsPaths: boolean;

  constructor(text: string, maxDepth: number, wanted: ReadonlySet<string>) {
    this.text = text;
    this.maxDepth = maxDepth;
    this.wanted = wanted;
    this.keepsPaths = wanted.size > 0;
  }

  run(): JsonScan {
    this.value('');
    while (this.fault === null && this.levels.length > 0) this.next(this.levels.at(-1) as Level);
    this.space();
    if (this.fault === null && this.at < this.text.length) this.break('after-end');
    return { fault: this.fault, depth: this.depth, repeated: this.repeated, offsets: this.offsets };
  }

  /** The next member of an open object or array, or its end. */
  private next(level: Level): void {
    this.space();
    const close = level.isArray ? ']' : '}';
    if (this.text[this.at] === close) {
      this.at++;
      this.levels.pop();
      return;
    }
    if (level.index > 0) {
      if (this.text[this.at] !== ',') {
        this.break('separator');
        return;
      }
      this.at++;
      this.space();
      if (this.text[this.at] === close) {
        this.break('trailing-comma');
        return;
      }
    }
    if (level.isArray) this.value(this.keepsPaths ? pointer(level.path, level.index++) : markMember(level));
    else this.member(level);
  }

  private member(level: Level): void {
    const start = this.at;
    const raw = this.string();
    if (raw === null) {
      this.break('name');
      return;
    }
    level.index++;
    const name = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
    const path = this.keepsPaths ? pointer(level.path, name) : '';
    if (level.names?.has(name) && this.repeated.length < 20) this.repeated.push(name);
    level.names?.add(name);
    if (this.keepsPaths && this.wanted.has(path)) this.offsets.set(path, start);
    this.space();
    if (this.text[this.at] !== ':') {
      this.break('colon');
      return;
    }
    this.at++;
    this.value(path);
  }

  private value(path: string): void {
    this.space();
    if (this.keepsPaths && this.wanted.has(path) && !this.offsets.has(path)) this.offsets.set(path, this.at);
    const first = this.text[this.at];
    if (first === '{' || first === '[') {
      this.open(first === '[', path);
      return;
    }
    if (first === '"') {
      if (this.string() === null) this.break('string');
      return;
    }
    for (const word of ['true', 'false', 'null']) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return;
      }
    }
    if (this.match(numberPattern) === null) this.break(first === undefined ? 'early-end' : 'value');
  }

  private open(isArray: boolean, path: string): void {
    this.at++;
    this.levels.push({ isArray, path, names: isArray ? null : new Set(), index: 0 });
    this.depth = Math.max(this.depth, this.levels.length);
    if (this.levels.length > this.maxDepth) this.break('depth');
  }

  /** A string with its quotes, or null. By hand: a pattern over a string of megabytes can exhaust the regexp stack. */
  private string(): string | null {
    const start = this.at;
    if (this.text[start] !== '"') return null;
    this.at++;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) return this.text.slice(start, ++this.at);
      if (code === 0x5c) {
        if (this.match(escapePattern) === null) return null;
      } else if (Number.isNaN(code) || code < 0x20) return null;
      else this.at++;
    }
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[0];
  }

  private space(): void {
    if (this.text.charCodeAt(this.at) > 0x20) return;
    spacePattern.lastIndex = this.at;
    spacePattern.test(this.text);
    this.at = spacePattern.lastIndex;
  }

  private break(kind: JsonFaultKind): void {
    this.fault ??= { offset: Math.min(this.at, this.text.length), kind };
  }
}

function markMember(level: Level): string {
  level.index++;
  return '';
}
