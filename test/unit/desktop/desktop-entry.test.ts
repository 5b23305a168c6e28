import { expect, it } from 'vitest';
import { desktopEntry, isSwitchedOff } from '../../../src-main/desktop/desktop-entry.ts';

const exec = (...command: string[]) => /^Exec=(.*)$/m.exec(desktopEntry({ command, takesLink: true }))?.[1];

it('the words of the command stay apart, whatever is in them', () => {
  expect(exec('/usr/bin/vats-sputnik', '--hidden')).toBe('/usr/bin/vats-sputnik --hidden %u');
  expect(exec('/home/Иван Петров/100% $HOME')).toBe(String.raw`"/home/Иван Петров/100%% \\$HOME" %u`);
  expect(exec('a"b')).toBe(String.raw`"a\\"b" %u`);
});

it('a folder’s name makes no line of its own', () => {
  const entry = desktopEntry({ command: ['/tmp/a\nExec=/tmp/evil\r\nHidden=true/sputnik'], takesLink: false });
  expect(entry.split(/[\r\n]+/).filter((line) => /^(?:Exec|Hidden)=/.test(line))).toEqual([
    String.raw`Exec="/tmp/a\nExec=/tmp/evil\r\nHidden=true/sputnik"`,
  ]);
});

it('an entry that its owner has switched off does not start', () => {
  const entry = desktopEntry({ command: ['x'], takesLink: false });
  expect(isSwitchedOff(entry)).toBe(false);
  expect(isSwitchedOff(`${entry}Hidden=true\n`)).toBe(true);
  expect(isSwitchedOff(`${entry}X-GNOME-Autostart-enabled = false\n`)).toBe(true);
});
