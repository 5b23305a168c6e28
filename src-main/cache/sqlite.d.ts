/**
 * What is used of the package. Its own `index.d.ts` is not found under bundler resolution: its `exports` do not name it.
 */
declare module 'better-sqlite3-multiple-ciphers' {
  export interface Statement {
    all(values: unknown): unknown[];
    get(values: unknown): unknown;
    run(values: unknown): { changes: number };
  }

  export default class Database {
    constructor(file: string, options?: { readonly?: boolean; fileMustExist?: boolean; timeout?: number });
    readonly inTransaction: boolean;
    prepare(sql: string): Statement;
    exec(sql: string): this;
    pragma(text: string, options?: { simple?: boolean }): unknown;
    transaction<T>(work: () => T): { (): T; immediate(): T };
    close(): this;
  }
}
