/**
 * Whose texts the postings speak of: records with their kind and owner, and their texts, one for each language. Numbers
 * are handed out in the order of coming; a text that is replaced is struck out and gets a new number, a record keeps its.
 */
import type { RecordId } from '../../base/ids.ts';
import type { SearchDocument } from './search-document.ts';

/** Of a text that was replaced or removed. */
export const struckOut = 0xffff_ffff;

/** Numbers that grow at the end, in one array. */
export class GrowingNumbers {
  private values: Uint32Array;
  length: number;

  constructor(values: Uint32Array | null = null) {
    this.values = values?.length ? values : new Uint32Array(256);
    this.length = values?.length ?? 0;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  at(place: number): number {
    return this.values[place] as number;
  }

  set(place: number, value: number): void {
    this.values[place] = value;
  }

  trimmed(): Uint32Array {
    return this.values.slice(0, this.length);
  }
}

/** Names by number, each once. */
export class NameList {
  readonly names: string[];
  private readonly numbers: Map<string, number>;

  constructor(names: readonly string[]) {
    this.names = [...names];
    this.numbers = new Map(this.names.map((name, number) => [name, number]));
  }

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.names.push(name);
    this.numbers.set(name, this.names.length - 1);
    return this.names.length - 1;
  }

  find(name: string): number | undefined {
    return this.numbers.get(name);
  }
}

/** As the tables are kept: the same arrays, bare. */
export interface PlainTables {
  readonly ids: readonly RecordId[];
  readonly types: readonly string[];
  readonly languages: readonly string[];
  readonly typeOf: Uint32Array;
  readonly ownerOf: Uint32Array;
  readonly recordOf: Uint32Array;
  readonly languageOf: Uint32Array;
}

/** The number of the type of a record that is named as an owner and was never put, or was removed. */
const absent = 0;

export class IndexTables {
  readonly records: NameList;
  readonly types: NameList;
  readonly languages: NameList;
  /** By record: the number of its type, {@link absent} when it is not here. */
  readonly typeOf: GrowingNumbers;
  /** By record: the record that a hit leads to. */
  readonly ownerOf: GrowingNumbers;
  /** By text: its record, or {@link struckOut}. */
  readonly recordOf: GrowingNumbers;
  /** By text: the number of its language. */
  readonly languageOf: GrowingNumbers;
  /** By record: the first of its texts, which stand one after the other; {@link struckOut} for none. */
  private readonly firstText = new GrowingNumbers();
  private struck = 0;

  constructor(plain: PlainTables | null = null) {
    this.records = new NameList(plain?.ids ?? []);
    this.types = new NameList(plain?.types ?? ['']);
    this.languages = new NameList(plain?.languages ?? ['']);
    this.typeOf = new GrowingNumbers(plain?.typeOf);
    this.ownerOf = new GrowingNumbers(plain?.ownerOf);
    this.recordOf = new GrowingNumbers(plain?.recordOf);
    this.languageOf = new GrowingNumbers(plain?.languageOf);
    for (let record = 0; record < this.typeOf.length; record++) this.firstText.push(struckOut);
    for (let text = 0; text < this.recordOf.length; text++) this.noteText(this.recordOf.at(text), text);
  }

  get textCount(): number {
    return this.recordOf.length;
  }

  /** Texts that are no longer anybody's. */
  get struckCount(): number {
    return this.struck;
  }

  /** Puts a record in, or anew: its former texts are struck out. */
  putRecord({ id, type, owner }: SearchDocument): number {
    const record = this.recordNumber(id);
    this.strikeTexts(record);
    this.typeOf.set(record, this.types.numberOf(type));
    this.ownerOf.set(record, this.recordNumber(owner));
    return record;
  }

  addText(record: number, language: string): number {
    this.recordOf.push(record);
    this.languageOf.push(this.languages.numberOf(language));
    this.noteText(record, this.recordOf.length - 1);
    return this.recordOf.length - 1;
  }

  /** False when it was not there. */
  removeRecord(id: RecordId): boolean {
    const record = this.records.find(id);
    if (record === undefined || !this.isHere(record)) return false;
    this.strikeTexts(record);
    this.typeOf.set(record, absent);
    return true;
  }

  isHere(record: number): boolean {
    return this.typeOf.at(record) !== absent;
  }

  get recordCount(): number {
    let count = 0;
    for (let record = 0; record < this.typeOf.length; record++) if (this.isHere(record)) count += 1;
    return count;
  }

  plain(): PlainTables {
    return {
      ids: this.records.names,
      types: this.types.names,
      languages: this.languages.names,
      typeOf: this.typeOf.trimmed(),
      ownerOf: this.ownerOf.trimmed(),
      recordOf: this.recordOf.trimmed(),
      languageOf: this.languageOf.trimmed(),
    };
  }

  /** The same tables without struck texts and absent records, and where each text went ({@link struckOut}: nowhere). */
  compacted(): { readonly tables: IndexTables; readonly moved: Uint32Array } {
    const tables = new IndexTables();
    const moved = new Uint32Array(this.textCount).fill(struckOut);
    for (let text = 0; text < this.textCount; text++) {
      const record = this.recordOf.at(text);
      if (record === struckOut) continue;
      moved[text] = tables.addText(
        this.copyRecord(record, tables),
        this.languages.names[this.languageOf.at(text)] ?? '',
      );
    }
    // Records without a text still lead somewhere.
    for (let record = 0; record < this.typeOf.length; record++)
      if (this.isHere(record)) this.copyRecord(record, tables);
    return { tables, moved };
  }

  private copyRecord(record: number, into: IndexTables): number {
    const id = this.records.names[record] as RecordId;
    const known = into.records.find(id);
    if (known !== undefined && into.isHere(known)) return known;
    const copy = into.recordNumber(id);
    into.typeOf.set(copy, into.types.numberOf(this.types.names[this.typeOf.at(record)] ?? ''));
    into.ownerOf.set(copy, into.recordNumber(this.records.names[this.ownerOf.at(record)] as RecordId));
    return copy;
  }

  private recordNumber(id: RecordId): number {
    const record = this.records.numberOf(id);
    if (record === this.typeOf.length) {
      this.typeOf.push(absent);
      this.ownerOf.push(record);
      this.firstText.push(struckOut);
    }
    return record;
  }

  private noteText(record: number, text: number): void {
    if (record === struckOut) this.struck += 1;
    else if (this.firstText.at(record) === struckOut) this.firstText.set(record, text);
  }

  private strikeTexts(record: number): void {
    for (let text = this.firstText.at(record); text < this.textCount && this.recordOf.at(text) === record; text++) {
      this.recordOf.set(text, struckOut);
      this.struck += 1;
    }
    this.firstText.set(record, struckOut);
  }
}
