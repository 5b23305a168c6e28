/* eslint-disable @typescript-eslint/no-require-imports -- `electron -r`, and a lone file as an app, are CommonJS */
// Loaded before an app (`electron -r`): notes when its main file was evaluated, and its window ready, shown and filled;
// writes that to the file BENCH_OUT and ends the app. Times are milliseconds since the process was created.
const { app } = require('electron');
const fs = require('node:fs');
const { Module } = require('node:module');

const createdMs = process.getCreationTime();
const since = () => Date.now() - createdMs;
const times = { evaluatedMs: 0 };

const compile = Module.prototype._compile;
let depth = 0;
/** Of everything that the app's own files bring in at once. */
Module.prototype._compile = function (...given) {
  const begun = performance.now();
  depth += 1;
  try {
    return compile.apply(this, given);
  } finally {
    depth -= 1;
    if (depth === 0) times.evaluatedMs += performance.now() - begun;
  }
};

const waitFor = (selector) => `new Promise((resolve) => {
  const look = () => document.querySelector(${JSON.stringify(selector)}) && resolve(Date.now());
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
  look();
})`;

app.once('browser-window-created', (_, window) => {
  const noted = (name) => new Promise((resolve) => window.once(name, () => resolve(since())));
  const [ready, shown] = [noted('ready-to-show'), noted('show')];
  const { BENCH_ROWS } = process.env;
  const rows = new Promise((resolve) => {
    if (!BENCH_ROWS) resolve(null);
    else window.webContents.once('dom-ready', () => resolve(window.webContents.executeJavaScript(waitFor(BENCH_ROWS))));
  });
  void Promise.all([ready, shown, rows]).then(([readyMs, shownMs, rowsAtMs]) => {
    const rowsMs = rowsAtMs === null ? null : rowsAtMs - createdMs;
    fs.writeFileSync(process.env.BENCH_OUT, JSON.stringify({ ...times, readyMs, shownMs, rowsMs }));
    app.exit(0);
  });
});
