import { app, Menu } from 'electron';
import { buildApp, type RunningApp } from './app.ts';
import { appId } from './desktop/app-id.ts';
import { hiddenFlag } from './desktop/start-command.ts';
import { askPortalForKeys } from './desktop/wayland.ts';
import { linkOfArguments, readLink, type LinkResult } from './links/read-link.ts';
import { registerAppScheme } from './security/app-scheme.ts';

/** Flags, one instance, start, stop. What the program consists of is in `app.ts`. */
function main(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerAppScheme();
  askPortalForKeys(app.commandLine, process);
  app.setAppUserModelId(appId);
  // Without a menu of ours there are no reload and no developer tools; macOS needs its own for copy and paste.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  let running: RunningApp | null = null;
  let stopped = false;
  let link = linkOfArguments(process.argv);
  const start = () => {
    // macOS gives no words to what it starts at login, but tells that it did.
    const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
    const hidden = atLogin || process.argv.includes(hiddenFlag);
    running = buildApp({ demo: process.argv.includes('--demo'), hidden, link });
  };
  const arrive = (arrived: LinkResult) => (running ? running.fill(arrived) : (link = arrived));
  app.on('second-instance', (_event, argv) => {
    const arrived = linkOfArguments(argv);
    if (arrived) arrive(arrived);
    else if (!argv.includes(hiddenFlag)) running?.open();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    arrive(readLink(url));
  });
  app.on('activate', () => running?.open());
  // The tray keeps the program alive.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (stopped || !running) return;
    event.preventDefault();
    void running.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
  // Not awaited at the top level: an ES module main that awaits it never becomes ready.
  void app.whenReady().then(start);
}

main();
