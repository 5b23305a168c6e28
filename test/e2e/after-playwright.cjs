// Loaded before the app. It is ready, and makes its windows, only when Playwright has hold of it: a page that Playwright
// meets in the middle of its first navigation is never told to be loaded, and the start is waited for in vain.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Electron loads nothing but CommonJS in advance.
const { app } = require('electron');

const ready = app.whenReady();
// By this name Playwright calls its own loader when it has got so far.
const attached = new Promise((resolve) => (globalThis.__playwright_run = resolve));
app.whenReady = () => attached.then(() => ready);

// What the app is started by at the next login, or for a link, does without it.
process.argv.splice(process.argv.indexOf('-r'), 2);
