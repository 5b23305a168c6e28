import type { App, Session } from 'electron';
import { serveApp } from './app-scheme.ts';
import { denyNavigation } from './navigation.ts';
import { blockNetwork } from './network.ts';
import { denyPermissions } from './permissions.ts';

interface FenceOptions {
  app: Pick<App, 'on'>;
  session: Session;
  /** The built renderer. */
  folder: string;
  devTools: boolean;
  /** `what` is one of a few words of ours, never an address. */
  onDenied(what: string): void;
}

/** Everything around the page: it gets its own files, and nothing else of the computer or the net. Before any window. */
export function fenceIn({ app, session, folder, devTools, onDenied }: FenceOptions): void {
  denyNavigation(app, onDenied);
  denyPermissions(session, onDenied);
  blockNetwork(session, { devTools, onDenied: () => onDenied('network') });
  serveApp(session, folder);
}
