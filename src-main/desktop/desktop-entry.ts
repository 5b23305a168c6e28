/** The name under which packages, menus and `xdg-mime` know the program. The same as `desktopName` in package.json. */
export const desktopEntryName = 'vats-sputnik.desktop';

interface Entry {
  /** The program and its words. */
  command: readonly string[];
  /** `%u`: takes a link. */
  takesLink: boolean;
  lines?: readonly string[];
}

/** A desktop entry (freedesktop.org), as autostart and link handlers need it. */
export function desktopEntry({ command, takesLink, lines = [] }: Entry): string {
  const exec = [...command.map(execWord), ...(takesLink ? ['%u'] : [])].join(' ');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=VATS Sputnik',
    'Name[ru]=Спутник ВАТС',
    `Exec=${exec}`,
    'Icon=vats-sputnik',
    'Terminal=false',
    'StartupWMClass=vats-sputnik',
    ...lines,
    '',
  ].join('\n');
}

/**
 * Quoted where it must be; in quotes `"`, `` ` ``, `$` and `\` are escaped, and all of that once more as a string, in which
 * line ends are escaped as well: a folder's name must not become a line of the entry.
 */
function execWord(word: string): string {
  const percent = word.replaceAll('%', '%%');
  if (/^[\w@%+=:,./-]+$/.test(percent)) return percent;
  const quoted = `"${percent.replace(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\');
  return quoted.replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`);
}

/** An entry that its owner has switched off does not start. */
export const isSwitchedOff = (entry: string): boolean =>
  /^\s*Hidden\s*=\s*true\s*$/im.test(entry) || /^\s*X-GNOME-Autostart-enabled\s*=\s*false\s*$/im.test(entry);
