import { desktopEntryName } from './desktop-entry.ts';

/**
 * A `mimeapps.list` (freedesktop.org) in which these schemes are no longer opened by this program. All other lines stay as
 * they are.
 */
export function withoutOurLinks(list: string, types: readonly string[]): string {
  return list
    .split('\n')
    .flatMap((line) => {
      const [, type = '', programs = ''] = /^\s*([^=#]+?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (!types.includes(type) || !programs.split(';').includes(desktopEntryName)) return [line];
      const others = programs.split(';').filter((program) => program !== '' && program !== desktopEntryName);
      return others.length === 0 ? [] : [`${type}=${others.join(';')};`];
    })
    .join('\n');
}
