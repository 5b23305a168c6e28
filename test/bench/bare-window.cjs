/* eslint-disable @typescript-eslint/no-require-imports -- `electron -r`, and a lone file as an app, are CommonJS */
// The least that Electron can show: what any app's start is measured against.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1040, height: 700, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('data:text/html,<p>bare');
});
