import type { Value } from '../db.ts';

/** A piece of a WHERE clause with the values for its question marks, in their order. */
export interface Condition {
  sql: string;
  values: Value[];
}

export const always: Condition = { sql: '1', values: [] };
export const never: Condition = { sql: '0', values: [] };

export function join(conditions: readonly Condition[], word: 'AND' | 'OR'): Condition {
  const [first, ...others] = conditions;
  if (!first) return word === 'AND' ? always : never;
  if (others.length === 0) return first;
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/** The column holds one of these; a list of any length is one value. */
export const isIn = (column: string, list: readonly (string | number)[]): Condition => ({
  sql: `${column} IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(list)],
});

/** As a literal of FTS5's query language. */
export const quoted = (literal: string): string => `"${literal.replaceAll('"', '""')}"`;
