import type { Db } from '../db.ts';
import { searchTerms, type Term } from '../search-text.ts';
import { isIn, join, never, quoted, type Condition } from './condition.ts';
import { contactContains } from './contact-page.ts';

/**
 * The few records among which everything that is looked for must be: all of some clients, and single ones. Both are
 * found by an index, where walking the list from the newest record might have to go to its very end.
 */
export interface Candidates {
  clients: number[];
  records: number[];
}

export interface Found {
  condition: Condition;
  /** Null: too many, or not to be told by an index. */
  candidates: Candidates | null;
}

/** With more clients than that, the list is walked: then something is found soon. */
const candidatesMax = 500;

/**
 * Records in which every word of the text is found: as part of a number however it is written, of the client's name in
 * the contacts, of the person, of a colleague on either side or of the group, of a note. Null for a text without words.
 */
export function findText(db: Db, text: string): Found | null {
  const terms = searchTerms(text).map((term) => findTerm(db, term));
  if (terms.length === 0) return null;
  return all(terms);
}

function findTerm(db: Db, term: Term): Found {
  const alternatives = term.map((literals) => all(literals.map((literal) => findLiteral(db, literal))));
  const candidates = alternatives.map((found) => found.candidates);
  return {
    condition: join(
      alternatives.map(({ condition }) => condition),
      'OR',
    ),
    candidates: candidates.every((each) => each !== null) ? union(candidates) : null,
  };
}

function all(founds: readonly Found[]): Found {
  const narrow = founds.flatMap(({ candidates }) => candidates ?? []);
  return {
    condition: join(
      founds.map(({ condition }) => condition),
      'AND',
    ),
    candidates: narrow.toSorted((a, b) => a.clients.length - b.clients.length)[0] ?? null,
  };
}

const union = (each: readonly Candidates[]): Candidates => ({
  clients: [...new Set(each.flatMap(({ clients }) => clients))],
  records: [...new Set(each.flatMap(({ records }) => records))],
});

/** One part of the answer to a literal, and the candidates that it adds; null: it may be anywhere. */
function findLiteral(db: Db, literal: string): Found {
  const parts = [
    inNames(db, literal),
    ofColleagues(db, literal),
    ofClients(db, literal),
    withNote(db, literal),
    inNumbers(db, literal),
  ];
  const found = parts.filter((part) => part.condition !== never);
  const candidates = found.map((part) => part.candidates);
  return {
    condition: join(
      found.map(({ condition }) => condition),
      'OR',
    ),
    candidates: candidates.every((each) => each !== null) ? union(candidates) : null,
  };
}

const nothing: Found = { condition: never, candidates: null };

/** Of people and groups at the PBX: everybody has many records. */
function inNames(db: Db, literal: string): Found {
  const people = idsOf(db, 'SELECT id FROM people WHERE instr(search, ?) > 0', [literal]);
  const groups = idsOf(db, 'SELECT id FROM call_groups WHERE instr(search, ?) > 0', [literal]);
  if (people.length + groups.length === 0) return nothing;
  return { condition: join([isIn('r.person', people), isIn('r.call_group', groups)], 'OR'), candidates: null };
}

/** Between extensions the PBX names one of the two people, at most. */
function ofColleagues(db: Db, literal: string): Found {
  const numbers = idsOf(
    db,
    `SELECT id FROM numbers WHERE text IN (SELECT extension FROM colleagues WHERE instr(search, ?) > 0)`,
    [literal],
  );
  if (numbers.length === 0) return nothing;
  return { condition: join([isIn('r.number_a', numbers), isIn('r.number_b', numbers)], 'OR'), candidates: null };
}

/** By the contact's name, company or note, and by notes on the number. */
function ofClients(db: Db, literal: string): Found {
  const contact = contactContains(literal);
  const clients = idsOf(
    db,
    `SELECT id FROM numbers WHERE text IN (
       SELECT number FROM contacts JOIN contact_numbers ON contact = key WHERE removed_at IS NULL AND ${contact.sql}
       UNION SELECT number FROM client_notes WHERE instr(search, ?) > 0)`,
    [...contact.values, literal],
  );
  if (clients.length === 0) return nothing;
  const few = clients.length <= candidatesMax;
  return { condition: isIn('r.client', clients), candidates: few ? { clients, records: [] } : null };
}

function withNote(db: Db, literal: string): Found {
  const records = notedRecords(db, { sql: 'instr(n.search, ?) > 0', values: [literal] });
  if (records.length === 0) return nothing;
  const few = records.length <= candidatesMax;
  return { condition: isIn('r.id', records), candidates: few ? { clients: [], records } : null };
}

/** Rows of records with a note of their own. */
export function notedRecords(db: Db, note: Condition): number[] {
  return idsOf(
    db,
    `SELECT r.id FROM record_notes AS n
     CROSS JOIN numbers AS a ON a.text = n.number_a CROSS JOIN numbers AS b ON b.text = n.number_b
     CROSS JOIN records AS r ON r.started_at = n.started_at AND r.number_a = a.id AND r.number_b = b.id
       AND r.kind = n.kind AND r.ordinal = n.ordinal
     WHERE ${note.sql}`,
    note.values,
  );
}

/**
 * Numbers of which the literal is a part. A number that is nobody's client is an extension or a line of the company, as a
 * rule, and has many records; so has a pair of digits.
 */
function inNumbers(db: Db, literal: string): Found {
  const short = [...literal].length < trigram;
  if (short && !/^\d+$/.test(literal)) return nothing;
  const numbers = short ? { sql: 'instr(search, ?) > 0', values: [literal] } : byTrigrams(literal);
  const first = short
    ? null
    : db.all<{ id: number; beside: 0 | 1 }>(
        `SELECT id, beside FROM numbers WHERE ${numbers.sql} LIMIT ${candidatesMax + 1}`,
        numbers.values,
      );
  if (first?.length === 0) return nothing;
  const few = first && first.length <= candidatesMax ? first : null;
  const ids = few?.map(({ id }) => id);
  const among = ids
    ? isIn('', ids)
    : { sql: ` IN (SELECT id FROM numbers WHERE ${numbers.sql})`, values: numbers.values };
  return {
    // What is part of a client's number as the PBX wrote it is part of it as E.164, and the other way round.
    condition: join(
      [
        { ...among, sql: `r.number_a${among.sql}` },
        { ...among, sql: `r.number_b${among.sql}` },
      ],
      'OR',
    ),
    candidates: ids && few?.every(({ beside }) => beside === 0) ? { clients: ids, records: [] } : null,
  };
}

const trigram = 3;

/** The index has no positions: what has all the trigrams is looked at again. */
function byTrigrams(literal: string): Condition {
  const chars = [...literal];
  const parts = chars.slice(trigram - 1).map((_, at) => quoted(chars.slice(at, at + trigram).join('')));
  return {
    sql: 'id IN (SELECT rowid FROM numbers_fts WHERE numbers_fts MATCH ?) AND instr(search, ?) > 0',
    values: [[...new Set(parts)].join(' AND '), literal],
  };
}

const idsOf = (db: Db, sql: string, values: Condition['values']): number[] =>
  db.all<{ id: number }>(sql, values).map(({ id }) => id);
