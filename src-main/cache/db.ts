import type Connection from 'better-sqlite3-multiple-ciphers';
import type { Statement } from 'better-sqlite3-multiple-ciphers';

export type Value = string | number | bigint | null;
export type Values = Record<string, Value> | readonly Value[];

/** Queries with a variable number of words make statements of their own; more than this and the oldest go. */
const statementsKept = 200;

/**
 * The one connection, with its prepared statements kept. Queries are written against this and nothing else, so that they
 * run unchanged in the utility process and in tests.
 */
export class Db {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  all<Row>(sql: string, values: Values = []): Row[] {
    return this.#statement(sql).all(values) as Row[];
  }

  get<Row>(sql: string, values: Values = []): Row | null {
    return (this.#statement(sql).get(values) as Row | undefined) ?? null;
  }

  /** Returns how many rows were changed. */
  run(sql: string, values: Values = []): number {
    return this.#statement(sql).run(values).changes;
  }

  /** Several statements at once, without values: for migrations. */
  script(sql: string): void {
    this.#connection.exec(sql);
  }

  pragma(text: string): unknown {
    return this.#connection.pragma(text, { simple: true });
  }

  /** All or nothing. Takes the write lock at once, so that a read in it cannot turn stale before the write. */
  transaction<T>(work: () => T): T {
    return this.#connection.transaction(work).immediate();
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #statement(sql: string) {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined && this.#statements.size >= statementsKept) this.#statements.delete(oldest);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
