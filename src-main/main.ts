import { app, Menu } from 'electron';
import { buildApp, type RunningApp } from './app.ts';
import { appId } from './desktop/app-id.ts';
import { registerAppScheme } from './security/app-scheme.ts';

/** Flags, one instance, start, stop. What the program consists of is in `app.ts`. */
function main(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerAppScheme();
  app.setAppUserModelId(appId);
  // Without a menu of ours there are no reload and no developer tools; macOS needs its own for copy and paste.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  let running: RunningApp | null = null;
  let stopped = false;
  const start = () => {
    running = buildApp({ demo: process.argv.includes('--demo') });
  };
  app.on('second-instance', () => running?.open());
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
