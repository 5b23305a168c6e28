import { expect, it } from 'vitest';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { contact, noonMs, openDatabase } from '../cache/support/database.ts';
import { ingest, record } from '../cache/support/records.ts';

const count = 50_000;
const names = ['Анна', 'Пётр', 'Ольга', 'Иван', 'Мария', 'Сергей', 'Елена', 'Дмитрий'];
const surnames = ['Иванов', 'Петров', 'Смирнов', 'Кузнецов', 'Ёлкин', 'Соколов', 'Щербаков', 'Müller'];

it('looks through 50,000 contacts and 20,000 records between two keys', { timeout: 120_000 }, () => {
  const db = openDatabase();
  const number = (n: number) => `+7${9_000_000_000 + ((n * 7919) % 1_000_000_000)}`;
  db.transaction(() => {
    for (let n = 0; n < count; n++) {
      const name = `${surnames[(n >> 3) % 8]} ${names[n % 8]} ${n}`;
      const fields = { company: `Фирма ${n % 500}`, numbers: [number(n)], favourite: n % 5000 === 0 };
      queries.contacts.insert(db, contact(n, name, fields), noonMs);
    }
  });
  const calls = Array.from({ length: 20_000 }, (_, n) =>
    record({ kind: 'call', numberA: number(n * 3).slice(1), startedAtMs: noonMs + n }),
  );
  ingest(db, calls);
  const timeMs = (text: string, times = 9) => {
    const taken = Array.from({ length: times }, () => {
      const start = performance.now();
      queries.palette.find(db, text, 20);
      return performance.now() - start;
    });
    return taken.sort((a, b) => a - b)[Math.floor(times / 2)]!;
  };
  const steps: number[] = [];
  for (let more = true; more;) {
    const start = performance.now();
    more = queries.palette.prepare(db);
    steps.push(performance.now() - start);
  }
  // As an import or its undoing leaves them.
  db.run('UPDATE contacts SET note = ?', ['после импорта']);
  expect(queries.palette.prepare(db), 'another part is left to read').toBe(true);
  for (let more = true; more;) {
    const start = performance.now();
    more = queries.palette.prepare(db);
    steps.push(performance.now() - start);
  }
  expect(steps.length).toBeGreaterThan(40);
  expect(db.get<{ count: number }>('SELECT count(*) AS count FROM palette_changes')).toEqual({ count: 0 });
  const typed = [
    '',
    'и',
    'ив',
    'ип',
    'иванов',
    'иванов ан',
    'bdfyjd',
    'фирма 77',
    '9',
    '900',
    '+7 900 12',
    '4999',
    'ъъъ',
  ];
  const times = typed.map((text) => [text, timeMs(text)] as const);
  process.stdout.write(
    `palette, prepared in ${steps.length} steps of at most ${Math.max(...steps).toFixed(0)} ms; ` +
      `${times.map(([text, ms]) => `«${text}» ${ms.toFixed(1)}`).join(', ')} ms\n`,
  );
  // Not a limit of speed but of kind: what nobody feels while typing, on the slowest machine.
  for (const [text, ms] of times) expect(ms, text).toBeLessThan(200);
  db.close();
});
