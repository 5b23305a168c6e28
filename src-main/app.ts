import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { app, ipcMain, nativeTheme, Notification, powerMonitor, session, utilityProcess } from 'electron';
import { DatabasePlace } from './account/database.ts';
import { Session } from './account/session.ts';
import { Workplace, type RunningDemo } from './account/workplace.ts';
import { Cache } from './cache/cache.ts';
import { systemClock } from './clock.ts';
import type { PageName, Topic } from './contract/events.ts';
import type { AppView, Notice } from './contract/model.ts';
import { offerContextMenu } from './desktop/context-menu.ts';
import { safeStorageKeyStore } from './desktop/key-store.ts';
import { openSettingsStore } from './desktop/settings-store.ts';
import { desktopTexts } from './desktop/texts.ts';
import { TrayIcon } from './desktop/tray.ts';
import { MainWindow } from './desktop/window.ts';
import { Door } from './ipc/door.ts';
import { accountCalls } from './ipc/handlers/account.ts';
import { settingsCalls } from './ipc/handlers/settings.ts';
import { workCalls } from './ipc/handlers/work.ts';
import { Life } from './life.ts';
import { openLog } from './log/log.ts';
import { Secrets } from './secrets/secrets.ts';
import { languageOf } from './settings/language.ts';
import { Settings } from './settings/settings.ts';
import type { StoredAccount } from './settings/shape.ts';
import { serveApp, appOrigin } from './security/app-scheme.ts';
import { denyNavigation } from './security/navigation.ts';
import { blockNetwork } from './security/network.ts';
import { openOutside } from './security/open-outside.ts';
import { denyPermissions } from './security/permissions.ts';
import { safeWebPreferences } from './security/web-preferences.ts';
import { VatsClient } from './vats/client.ts';

export interface RunningApp {
  /** Brings the window to the front; another start of the program ends here. */
  open(): void;
  stop(): Promise<void>;
}

/** The whole program, put together. Read from top to bottom: what is made, of what, and who hears of whom. */
export function buildApp(flags: { demo: boolean }): RunningApp {
  const folder = app.getAppPath();
  const profile = app.getPath('userData');
  const resources = path.join(folder, 'resources');
  const life = new Life((step, error) => log.error('stop.failed', { step, error }));

  const log = openLog(path.join(profile, 'logs'));
  life.onStop('log', () => log.close());
  const onDefect = (error: unknown) => log.error('defect', { error });

  const store = openSettingsStore(profile, systemClock.nowMs());
  const settings = new Settings({ ...store, language: languageOf(app.getLocale()), nowMs: systemClock.nowMs });
  const secrets = new Secrets({ folder: profile, keyStore: safeStorageKeyStore(), nowMs: systemClock.nowMs });
  const databases = new DatabasePlace({ folder: path.join(profile, 'accounts'), secrets });

  const changed = (topic: Topic, ids?: string[]) => window.tell({ type: 'changed', topic, ...(ids && { ids }) });
  const appChanged = () => {
    tray.show(workplace.view().connection.state === 'offline' ? 'offline' : 'quiet');
    changed('app');
  };

  const spawnCache = () =>
    utilityProcess.fork(path.join(folder, 'out/main/cache-worker.cjs'), [], { serviceName: 'VATS Sputnik cache' });

  async function openSession(account: StoredAccount, key: string, demo: RunningDemo | null): Promise<Session> {
    log.hide(key);
    const place = await databases.prepare(account.id);
    let opened: Session | null = null;
    const onNotice = (notice: Notice) => opened?.noticed(notice);
    const cache = new Cache({ spawn: spawnCache, ...place, clock: systemClock, onNotice });
    const notice = await cache.open().catch(async (error: unknown) => {
      await cache.close();
      throw error;
    });
    opened = new Session({
      account,
      key,
      cache,
      notice,
      clock: systemClock,
      preferences: () => {
        const preferences = settings.preferences;
        return { ...preferences, ownNumber: preferences.ownNumber || (demo?.ownNumber ?? '') };
      },
      newId: randomUUID,
      random: Math.random,
      onChanged: (topic, ids) => (topic === 'app' ? appChanged() : changed(topic, ids)),
      onDefect,
    });
    return opened;
  }

  const workplace = new Workplace({
    settings,
    secrets,
    newId: randomUUID,
    tryOut: (connecting) => new VatsClient({ ...connecting, transport: 'post', key: () => connecting.key }),
    // Loaded when wanted: whoever has an exchange of his own never needs it.
    startDemo: async () => (await import('./account/demo.ts')).startDemo(path.join(resources, 'demo')),
    openSession,
    keepDatabase: ({ id }) => databases.keep(id, systemClock.nowMs()),
    onChanged: appChanged,
  });
  life.onStop('workplace', () => workplace.stop());

  const window = new MainWindow({
    page: `${appOrigin}index.html`,
    webPreferences: safeWebPreferences({
      preload: path.join(folder, 'out/main/preload.cjs'),
      devTools: !app.isPackaged,
    }),
    onCreated: (contents) => offerContextMenu(contents, () => settings.preferences.language),
    icon: path.join(resources, 'icons/icon.png'),
    title: () => desktopTexts(settings.preferences.language).appName,
    place: () => settings.window,
    keepPlace: (place) => settings.setWindow(place),
    onHidden: tellOnceAboutTray,
  });
  life.onStop('window', () => window.destroy());

  const go = (page: PageName | null, dial: boolean) => {
    window.open();
    window.tell({ type: 'show', page, dial });
  };
  const tray = new TrayIcon({
    iconFolder: path.join(resources, 'tray'),
    language: () => settings.preferences.language,
    onOpen: () => window.open(),
    onDial: () => go(null, true),
    onQuit: () => app.quit(),
  });
  life.onStop('tray', () => tray.destroy());

  function tellOnceAboutTray(): void {
    if (settings.toldAboutTray) return;
    settings.setToldAboutTray();
    const texts = desktopTexts(settings.preferences.language);
    new Notification({ title: texts.inTrayTitle, body: texts.inTrayBody }).show();
  }

  const view = (): AppView => {
    const { keeping, available } = secrets.state();
    const work = workplace.view();
    const own = [settings.notice, secrets.notice].filter((notice) => notice !== null);
    return {
      ...work,
      notices: [...own, ...work.notices],
      version: app.getVersion(),
      electron: process.versions.electron,
      keyKeeping: keeping,
      keyStoreAvailable: available,
    };
  };
  const door = new Door({
    ipc: ipcMain,
    handlers: {
      ...accountCalls({ workplace, state: view }),
      ...settingsCalls(settings),
      ...workCalls(() => workplace.session),
      'app.openOutside': ({ page }) => openOutside(page),
    },
    origin: appOrigin,
    onDefect: (call, error) => log.error('call.failed', { call, error }),
  });
  door.open();
  life.onStop('door', () => door.close());

  const applyPreferences = () => {
    nativeTheme.themeSource = settings.preferences.theme;
    tray.refresh();
    window.retitle();
    changed('settings');
  };
  life.onStop(
    'settings',
    settings.onChange((part) => part === 'preferences' && applyPreferences()),
  );
  applyPreferences();

  powerMonitor.on('resume', () => workplace.wake());

  const devTools = !app.isPackaged;
  const denied = (what: string) => log.warn('page.denied', { what });
  denyNavigation(app, denied);
  denyPermissions(session.defaultSession, denied);
  blockNetwork(session.defaultSession, { devTools, onDenied: () => denied('network') });
  serveApp(session.defaultSession, path.join(folder, 'out/renderer'));
  window.open();
  workplace.start(flags).catch(onDefect);
  return { open: () => window.open(), stop: () => life.stop() };
}
