import type { RecordFilter } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { isIn, join, type Condition } from './condition.ts';
import { toCode } from './record-codes.ts';
import { findText, notedRecords, type Candidates } from './record-text.ts';

/** A filter as a statement: `FROM` and `WHERE`, with their values. */
export interface Selection {
  from: string;
  where: string;
  values: Condition['values'];
  /** Found by an index; otherwise the list is walked. */
  narrow: boolean;
}

/** `more` is put into the same WHERE; records are `r`. */
export function select(db: Db, filter: RecordFilter, ...more: Condition[]): Selection {
  const text = filter.text === undefined ? null : findText(db, filter.text);
  const noted = filter.noted ? withAnyNote(db) : null;
  const condition = join(
    [...plainConditions(filter), ...(text ? [text.condition] : []), ...noteCondition(noted), ...more],
    'AND',
  );
  const candidates = clientCandidates(db, filter) ?? noted ?? text?.candidates;
  if (candidates) {
    return {
      from: `FROM (SELECT id FROM records WHERE client IN (SELECT value FROM json_each(?))
                   UNION SELECT value FROM json_each(?)) AS candidate
             CROSS JOIN records AS r ON r.id = candidate.id`,
      where: `WHERE ${condition.sql}`,
      values: [JSON.stringify(candidates.clients), JSON.stringify(candidates.records), ...condition.values],
      narrow: true,
    };
  }
  // Named, as the planner cannot know that a page is all that is wanted of a list that covers every condition.
  const messages = filter.kinds && !filter.kinds.includes('call');
  return {
    from: `FROM records AS r INDEXED BY ${messages ? 'records_messages' : 'records_newest'}`,
    where: `WHERE ${messages ? 'r.kind <> 0 AND ' : ''}${condition.sql}`,
    values: condition.values,
    narrow: false,
  };
}

function plainConditions(filter: RecordFilter): Condition[] {
  const { kinds, directions, people, groups, extensions } = filter;
  const named = (column: string, dictionary: string, texts: string[]): Condition => ({
    sql: `r.${column} IN (SELECT id FROM ${dictionary} WHERE text IN (SELECT value FROM json_each(?)))`,
    values: [JSON.stringify(texts)],
  });
  const bound = (sql: string, value: number | undefined): Condition[] =>
    value === undefined ? [] : [{ sql, values: [value] }];
  return [
    ...bound('r.started_at >= ?', filter.fromMs),
    ...bound('r.started_at < ?', filter.toMs),
    ...bound('r.duration >= ?', filter.minSeconds),
    ...bound('r.duration <= ?', filter.maxSeconds),
    ...(kinds
      ? [
          isIn(
            'r.kind',
            kinds.map((kind) => toCode.kind[kind]),
          ),
        ]
      : []),
    ...(directions
      ? [
          isIn(
            'r.direction',
            directions.map((each) => toCode.direction[each]),
          ),
        ]
      : []),
    ...(people ? [named('person', 'people', people)] : []),
    ...(groups ? [named('call_group', 'call_groups', groups)] : []),
    ...(extensions ? [named('extension', 'numbers', extensions)] : []),
  ];
}

function withAnyNote(db: Db): Candidates {
  const clients = db.all<{ id: number }>('SELECT id FROM numbers WHERE text IN (SELECT number FROM client_notes)');
  return { clients: clients.map(({ id }) => id), records: notedRecords(db, { sql: '1', values: [] }) };
}

const noteCondition = (noted: Candidates | null): Condition[] =>
  noted ? [join([isIn('r.client', noted.clients), isIn('r.id', noted.records)], 'OR')] : [];

/** Only this client's: then there is nothing else to look through. */
function clientCandidates(db: Db, { client }: RecordFilter): Candidates | null {
  if (client === undefined) return null;
  const known = db.get<{ id: number }>('SELECT id FROM numbers WHERE text = ?', [client]);
  return { clients: known ? [known.id] : [], records: [] };
}
