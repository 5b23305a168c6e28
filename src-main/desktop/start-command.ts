import { app } from 'electron';
import { isLink } from '../links/read-link.ts';

/** Starts in the tray, without a window. */
export const hiddenFlag = '--hidden';

/** How the system starts this program again. An AppImage is started by its own file, not by what it has unpacked. */
export function startCommand(): string[] {
  if (app.isPackaged) return [process.env['APPIMAGE'] ?? process.execPath];
  // From the sources: with the same Electron, profile and folder.
  const words = process.argv.slice(1).filter((word) => word !== hiddenFlag && !isLink(word));
  return [process.execPath, ...words.map((word) => (word === '.' ? app.getAppPath() : word))];
}
