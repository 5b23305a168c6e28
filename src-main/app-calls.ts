import { app, clipboard, shell } from 'electron';
import type { Workplace } from './account/workplace.ts';
import { systemClock } from './clock.ts';
import type { AppView, Notice } from './contract/model.ts';
import { autostart } from './desktop/autostart.ts';
import type { Desktop } from './desktop/desktop.ts';
import { systemLinks } from './desktop/links.ts';
import type { PaletteWindow } from './desktop/palette-window.ts';
import type { PaletteShortcut } from './desktop/shortcuts.ts';
import { diagnosticReport } from './diagnostics/report.ts';
import { SavedFiles } from './export/saved-files.ts';
import { accountCalls } from './ipc/handlers/account.ts';
import { contactCalls } from './ipc/handlers/contacts.ts';
import { desktopCalls } from './ipc/handlers/desktop.ts';
import { diagnosticCalls } from './ipc/handlers/diagnostics.ts';
import { exportCalls } from './ipc/handlers/exports.ts';
import { numberCalls } from './ipc/handlers/numbers.ts';
import { paletteCalls } from './ipc/handlers/palette.ts';
import { recordCalls } from './ipc/handlers/records.ts';
import { settingsCalls } from './ipc/handlers/settings.ts';
import { statisticsCalls } from './ipc/handlers/statistics.ts';
import { workCalls } from './ipc/handlers/work.ts';
import type { Handlers } from './ipc/door.ts';
import type { Log } from './log/log.ts';
import type { Attention } from './notifications/attention.ts';
import type { PaletteLauncher } from './palette/launcher.ts';
import type { ReadPolicy } from './policy/read.ts';
import { policyView } from './policy/view.ts';
import type { Proxy } from './proxy/proxy.ts';
import type { Secrets } from './secrets/secrets.ts';
import { openOutside } from './security/open-outside.ts';
import type { Settings } from './settings/settings.ts';

export interface AppParts {
  settings: Settings;
  secrets: Secrets;
  proxy: Proxy;
  workplace: Workplace;
  desktop: Desktop;
  attention: Attention;
  palette: PaletteWindow;
  launcher: PaletteLauncher;
  shortcut: PaletteShortcut;
  policy: ReadPolicy;
  log: Log;
}

/** Who answers which call of the windows. */
export function appCalls(parts: AppParts): Handlers {
  const { settings, secrets, proxy, workplace, desktop, attention, palette, launcher, shortcut, policy } = parts;
  const session = () => workplace.session;
  const whereToSave = (suggestedName: string) => desktop.whereToSave(suggestedName);
  const saved = new SavedFiles((path) => shell.showItemInFolder(path));
  return {
    ...accountCalls({
      workplace,
      state: () => {
        desktop.heard();
        return appView(parts);
      },
    }),
    ...settingsCalls({
      settings,
      keepProxyPassword: (password) => secrets.set('proxy-password', password),
      tryConnection: () => {
        const asked = session();
        return proxy.tried(new URL(asked.account.apiUrl), () => asked.check());
      },
    }),
    ...numberCalls({ session, copy: (text) => clipboard.writeText(text) }),
    ...workCalls(session),
    ...contactCalls({
      session,
      language: () => settings.preferences.language,
      whichFile: () => desktop.whichContactFile(),
      whereToSave,
      saved,
    }),
    ...statisticsCalls(session),
    ...paletteCalls({ session, launcher, fit: (height) => palette.fit(height) }),
    ...desktopCalls({
      shortcut: () => shortcut.apply(),
      autostart: autostart(),
      locked: policy.policy.locked,
      links: systemLinks,
    }),
    ...diagnosticCalls({ report: () => report(parts), whereToSave, saved }),
    ...exportCalls({ session, whereToSave, whichFolder: () => desktop.whichFolder(), saved }),
    ...recordCalls({ session, whereToSave, saved }),
    'app.kept': () => desktop.kept(),
    'app.openOutside': ({ page }) => openOutside(page),
    'notifications.sample': () => attention.showSample(),
    'notifications.keepQuiet': (choice) => attention.keepQuiet(choice),
  };
}

async function report(parts: AppParts): Promise<string> {
  const work = parts.workplace.current;
  return diagnosticReport({
    nowMs: systemClock.nowMs(),
    app: appView(parts),
    preferences: parts.settings.preferences,
    work: work && { sync: work.syncView(), inbox: await work.inbox.counts() },
    system: `${process.platform} ${process.getSystemVersion()} ${process.arch}`,
    log: parts.log.tail(logInReport),
  });
}

function appView({ settings, secrets, workplace, shortcut, policy }: AppParts): AppView {
  const { keeping, available } = secrets.state();
  const work = workplace.view();
  const own = [settings.notice, secrets.notice, aboutKeys(shortcut)].filter((notice) => notice !== null);
  return {
    ...work,
    notices: [...policy.notices, ...own, ...work.notices],
    policy: policyView(policy.policy),
    version: app.getVersion(),
    electron: process.versions.electron,
    keyKeeping: keeping,
    keyStoreAvailable: available,
  };
}

/** What choosing other keys would mend. */
function aboutKeys({ state }: PaletteShortcut): Notice | null {
  return state === 'taken' || state === 'unknown' ? { code: `shortcut-${state}` } : null;
}

/** Characters of the log's end. */
const logInReport = 20_000;
