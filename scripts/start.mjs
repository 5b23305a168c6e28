// npm start [-- arguments of the app]: opens the app, from a bare clone if need be.
import { entry, say } from './ready/console.mjs';
import { inProject } from './ready/paths.mjs';
import { runInForeground } from './ready/process.mjs';
import { ensureReadyWithElectron } from './ready/ready.mjs';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

await entry(async () => {
  const electron = await ensureReadyWithElectron(hasDisplay ? [] : ['virtual display']);
  const { ensureBuilt } = await import('./build/build.mjs');
  await ensureBuilt();
  const args = await appArguments();
  return hasDisplay ? runInForeground(electron.executable, args) : runOnVirtualDisplay(electron.executable, args);
});

async function appArguments() {
  const { whyNoSandbox } = await import('./electron/sandbox.mjs');
  const reason = whyNoSandbox();
  if (reason) say(`starting without Chromium's sandbox: ${reason}`);
  return [...(reason ? ['--no-sandbox'] : []), ...languageWithoutLocale(), '.', ...process.argv.slice(2)];
}

/** A Linux without a locale (a container, a bare server) says nothing of its user's language: then the app's first one. */
function languageWithoutLocale() {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = process.env;
  const locale = LC_ALL || LC_MESSAGES || LANG || LANGUAGE || 'C';
  return process.platform === 'linux' && /^(C|POSIX)\b/.test(locale) ? ['--lang=ru'] : [];
}

async function runOnVirtualDisplay(executable, args) {
  const { startVirtualDisplay } = await import('./desktop/virtual-desktop.mjs');
  const { screenshotOfBiggestWindow } = await import('./desktop/screenshot.mjs');
  const desktop = await startVirtualDisplay();
  const ended = new AbortController();
  const picture = inProject('out', 'screenshot.png');
  say(`there is no display here: the app runs on a virtual one, ${desktop.env.DISPLAY} (end it with Ctrl-C)`);
  void screenshotOfBiggestWindow(picture, { env: desktop.env, settleMs: 3_000, signal: ended.signal }).then((taken) => {
    if (!ended.signal.aborted) say(taken ? `a screenshot is in ${picture}` : 'no window has appeared within a minute');
  });
  try {
    return await runInForeground(executable, args, { env: desktop.env });
  } finally {
    ended.abort();
    await desktop.stop();
  }
}
