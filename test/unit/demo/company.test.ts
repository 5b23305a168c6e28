import { isValidPhoneNumber, parsePhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { ContactForm } from '../../../src-main/contract/model.ts';
import * as v from 'valibot';
import { clients } from '../../../src-main/demo/clients.ts';
import { colleagueAt, colleagues, groupName } from '../../../src-main/demo/colleagues.ts';
import { demoContacts } from '../../../src-main/demo/contacts.ts';
import { freeNumbersAnswer } from '../../../src-main/demo/free-numbers.ts';
import { accountsAnswer } from '../../../src-main/demo/presence.ts';
import { recordsOfDay } from '../../../src-main/demo/record-days.ts';
import { isWireNumber } from '../../../src-main/vats/actions.ts';

const zone = 'Europe/Moscow';
/** A Wednesday, noon in Moscow. */
const NOON = Date.UTC(2026, 2, 11, 9);

describe('the people', () => {
  it('colleagues have different extensions, names and ids; one has two accounts', () => {
    expect(colleagues.length).toBeGreaterThanOrEqual(14);
    for (const of of ['extension', 'name', 'userId'] as const) {
      expect(new Set(colleagues.map((each) => each[of])).size).toBe(colleagues.length);
    }
    expect(colleagues.filter(({ accounts }) => accounts.length > 1)).toHaveLength(1);
    expect(groupName(colleagueAt('101'))).toBe('Продажи');
  });

  it("clients' numbers are different, valid, and of nobody", () => {
    const numbers = clients.flatMap((client) => client.numbers.map(({ digits }) => digits));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(clients.length).toBe(60);
    for (const digits of numbers) {
      expect(isValidPhoneNumber(`+${digits}`), digits).toBe(true);
      // City numbers that begin with 0, mobile codes without an operator, or numbers kept for fiction.
      expect(digits).toMatch(/^7([348]\d\d0|97[56])\d{6,7}$|^4420794600\d\d$|^120255501\d\d$/);
    }
  });

  it('contacts are what the app takes, and each number is read as the one in the records', () => {
    const contacts = demoContacts();
    expect(contacts.filter(({ favourite }) => favourite).length).toBeGreaterThanOrEqual(4);
    expect(contacts.some(({ numbers }) => numbers.length > 1)).toBe(true);
    for (const [index, contact] of contacts.entries()) {
      expect(v.safeParse(ContactForm, contact).success).toBe(true);
      const read = contact.numbers.map(({ written }) => parsePhoneNumber(written, 'RU').number);
      expect(read).toEqual(clients[index]?.numbers.map(({ digits }) => `+${digits}`));
    }
  });

  it('records tell numbers as the API writes them', () => {
    for (const { numberA, numberB } of recordsOfDay('call', '2026-03-10', { seed: 's', zone, callsPerDay: 300 })) {
      for (const number of [numberA, numberB])
        expect(/^\d{3}$/.test(number) || isWireNumber(number), number).toBe(true);
    }
  });
});

describe('presence', () => {
  interface Account {
    sip_user_name: string;
    is_active: number;
    expires: string | null;
    last_dt: string | null;
    first_connect: string | null;
    state_name: string;
  }
  const accountsAt = (ms: number) => accountsAnswer('d', 's', ms, zone) as unknown as Account[];
  const active = (ms: number) =>
    accountsAt(ms)
      .filter((account) => account.is_active === 1)
      .map((each) => each.sip_user_name);

  it('changes over the day: most are there at work, desk phones only at night', () => {
    const at = (hour: number) => active(NOON + (hour - 12) * 3_600_000);
    expect(at(11).length).toBeGreaterThan(at(3).length);
    expect(at(3)).toEqual(at(23.5));
    expect(new Set([10, 12.2, 12.7, 13.2, 13.7, 14.3, 18.5, 19.5].map((hour) => at(hour).join())).size).toBeGreaterThan(
      3,
    );
    for (let hour = 0; hour < 24; hour++) expect(at(hour)).toContain('101');
  });

  it('only the registered expire, only the others were last seen', () => {
    for (const account of [...accountsAt(NOON), ...accountsAt(NOON + 12 * 3_600_000)]) {
      const on = account.is_active === 1;
      expect([account.expires !== null, account.first_connect !== null, account.last_dt === null]).toEqual([
        on,
        on,
        on,
      ]);
      expect(account.state_name).toBe(on ? 'зарегистрирован' : 'отключен');
      if (account.last_dt) expect(account.last_dt < '2026-03-12 00:00').toBe(true);
    }
  });

  it('does not change from one second to the next, so an unchanged answer can be told', () => {
    expect(accountsAt(NOON + 1000)).toEqual(accountsAt(NOON));
  });
});

it('free numbers come by region, some with a blank behind, 8800 last', () => {
  const regions = freeNumbersAnswer('s') as ReadonlyMap<string, string[]>;
  expect([...regions.keys()].at(-1)).toBe('8800');
  const numbers = [...regions.values()].flat();
  expect(numbers.some((number) => number.endsWith(' '))).toBe(true);
  for (const number of numbers) expect(number).toMatch(/^\d{10} ?$/);
});
