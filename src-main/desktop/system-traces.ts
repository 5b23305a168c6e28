import { session } from 'electron';
import type { EraseStep } from '../erase/erase-all.ts';
import { autostart } from './autostart.ts';
import { giveUpLinks } from './links.ts';

/** Takes away what the program has left outside of its own files. */
export const systemTraces: readonly EraseStep[] = [
  () => autostart().set(false),
  giveUpLinks,
  () => session.defaultSession.clearStorageData(),
  () => session.defaultSession.clearCache(),
];
