/** A value as `gdbus` prints it, without its types: tuples and arrays are lists, dictionaries are objects. */
export type Value = string | number | boolean | Value[] | { [key: string]: Value };

/**
 * Reads GVariant's text format as far as `gdbus call` uses it.
 * @see https://docs.gtk.org/glib/gvariant-text-format.html
 */
export function parseGVariant(text: string): Value {
  return new Reader(text).value();
}

const typeName = /^(?:@\S+|boolean|byte|u?int(?:16|32|64)|handle|double|string|objectpath|signature)\s+/;

class Reader {
  #rest: string;

  constructor(text: string) {
    this.#rest = text.trimStart();
  }

  value(): Value {
    this.#take(typeName);
    if (this.#take(/^</)) return this.#closedBy('>', this.value());
    if (this.#take(/^\(/)) return this.#list(')');
    if (this.#take(/^\[/)) return this.#list(']');
    if (this.#take(/^\{/)) return this.#dictionary();
    const word = this.#take(/^(true|false)/);
    if (word) return word === 'true';
    const number = this.#take(/^(?:0x[\da-f]+|-?[\d.]+(?:e[+-]?\d+)?)/i);
    if (number) return Number(number);
    return this.#string();
  }

  #list(end: string): Value[] {
    const items: Value[] = [];
    while (!this.#takeMark(end)) {
      items.push(this.value());
      this.#takeMark(',');
    }
    return items;
  }

  #dictionary(): Record<string, Value> {
    const entries: Record<string, Value> = {};
    while (!this.#takeMark('}')) {
      const key = this.value();
      this.#expect(':');
      entries[String(key)] = this.value();
      this.#takeMark(',');
    }
    return entries;
  }

  #string(): string {
    const quoted = this.#take(/^'(?:[^'\\]|\\.)*'|^"(?:[^"\\]|\\.)*"/s);
    if (!quoted) throw new Error(`not a value: ${this.#rest.slice(0, 40)}`);
    return quoted
      .slice(1, -1)
      .replace(/\\(?:u([\da-f]{4})|U([\da-f]{8})|(.))/gs, (_, short?: string, long?: string, char?: string) => {
        const code = short ?? long;
        if (code) return String.fromCodePoint(Number.parseInt(code, 16));
        return { n: '\n', t: '\t', r: '\r' }[char ?? ''] ?? char ?? '';
      });
  }

  #closedBy(mark: string, value: Value): Value {
    this.#expect(mark);
    return value;
  }

  #expect(mark: string): void {
    if (!this.#takeMark(mark)) throw new Error(`expected ${mark} before: ${this.#rest.slice(0, 40)}`);
  }

  #takeMark(mark: string): boolean {
    if (!this.#rest.startsWith(mark)) return false;
    this.#rest = this.#rest.slice(mark.length).trimStart();
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.#rest)?.[0];
    if (found !== undefined) this.#rest = this.#rest.slice(found.length).trimStart();
    return found;
  }
}
