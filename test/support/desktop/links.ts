import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { run } from './program.ts';

/** Registers a command as the desktop's handler of link schemes, as the package's desktop entry does. */
export async function handleLinks(command: readonly string[], schemes: readonly string[]): Promise<void> {
  const applications = path.join(homedir(), '.local/share/applications');
  await mkdir(applications, { recursive: true });
  const types = schemes.map((scheme) => `x-scheme-handler/${scheme}`);
  const entry = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Sputnik',
    `Exec=${command.join(' ')} %U`,
    `MimeType=${types.join(';')};`,
  ];
  await writeFile(path.join(applications, 'sputnik-under-test.desktop'), `${entry.join('\n')}\n`);
  await run('update-desktop-database', applications);
  for (const type of types) await run('xdg-mime', 'default', 'sputnik-under-test.desktop', type);
}

/** Opens a link as a click in another program does. */
export async function openLink(link: string): Promise<void> {
  await run('xdg-open', link);
}
