import { describe, expect, it } from 'vitest';
import { readConnectForm } from '../../../src-main/account/connect-form.ts';
import type { Failure } from '../../../src-main/contract/errors.ts';
import type { ConnectForm } from '../../../src-main/contract/model.ts';

const form: ConnectForm = {
  domain: 'vats11.vats.cifra1.ru',
  key: '75yogi-2vd95r-kbbgbf',
  extension: '101',
  apiUrl: '',
  timeZone: '',
};

function problemWith(changes: Partial<ConnectForm>): string {
  try {
    readConnectForm({ ...form, ...changes });
  } catch (error) {
    return (error as Failure).code;
  }
  return 'none';
}

describe('what is typed into «Подключить ВАТС»', () => {
  it('needs no more than domain, key and extension', () => {
    expect(readConnectForm(form)).toEqual({
      domain: 'vats11.vats.cifra1.ru',
      key: '75yogi-2vd95r-kbbgbf',
      extension: '101',
      apiUrl: 'https://lkvats.cifra1.ru/api',
      timeZone: 'Europe/Moscow',
    });
  });

  it('may be pasted with blanks around the key, and with an address for a domain', () => {
    const read = readConnectForm({
      ...form,
      key: '\u00a0 75yogi-2vd95r-kbbgbf\r\n',
      domain: ' https://VATS11.vats.cifra1.ru/login ',
    });
    expect(read).toMatchObject({ key: '75yogi-2vd95r-kbbgbf', domain: 'vats11.vats.cifra1.ru' });
  });

  it('may leave the extension open, to be picked by name', () => {
    expect(readConnectForm({ ...form, extension: '  ' }).extension).toBeNull();
  });

  it.each([
    [{ domain: '' }, 'domain-empty'],
    [{ domain: ' https:// ' }, 'domain-empty'],
    [{ domain: 'vats' }, 'domain-invalid'],
    [{ domain: 'vats 11.cifra1.ru' }, 'domain-invalid'],
    [{ domain: '-a.ru' }, 'domain-invalid'],
    [{ key: '  ' }, 'key-empty'],
    [{ key: '75yogi 2vd95r' }, 'key-blanks'],
    [{ extension: '12' }, 'extension-length'],
    [{ extension: '1'.repeat(21) }, 'extension-length'],
    [{ extension: '10a' }, 'extension-length'],
    [{ apiUrl: 'lkvats' }, 'address-invalid'],
    [{ apiUrl: 'ftp://lkvats.cifra1.ru' }, 'address-invalid'],
    [{ apiUrl: 'http://lkvats.cifra1.ru/api' }, 'address-insecure'],
    [{ timeZone: 'Moscow' }, 'zone-invalid'],
  ])('says of %j that it is %s', (changes, code) => {
    expect(problemWith(changes)).toBe(code);
  });

  it('takes plain http on this very computer', () => {
    expect(problemWith({ apiUrl: 'http://127.0.0.1:8080/api' })).toBe('none');
    expect(problemWith({ apiUrl: 'http://127.0.0.1.evil.example/api' })).toBe('address-insecure');
  });
});
