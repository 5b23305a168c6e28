import { mount } from 'svelte';
import './styles/base.css';
import App from './App.svelte';
import { AppState } from './app.svelte.ts';
import { connectBridge } from './bridge.ts';
import { Ticker } from './clock.svelte.ts';
import { I18n } from './i18n/i18n.svelte.ts';
import { NoteDrafts } from './journal/note-drafts.ts';
import { Toasts } from './ui/toasts.svelte.ts';

const { ask, askFor, listen } = connectBridge(window.sputnik);
const i18n = new I18n();
const app = new AppState(ask, listen, i18n);
const toasts = new Toasts();
const complain = (error: unknown) => toasts.complain(i18n.sentenceOf(error));
const drafts = new NoteDrafts();
const shell = { ask, askFor, listen, app, i18n, ticker: new Ticker(), toasts, complain, drafts };

listen((event) => {
  if (event.type === 'ending') void drafts.keepAll().then(() => ask('app.kept'));
});

function draw(): void {
  const target = document.getElementById('app');
  if (target) mount(App, { target, props: { shell } });
}

// The first thing drawn is already in the right language and theme; without an answer it is drawn all the same.
const drawn = app.start().then(draw, draw);
listen((event) => {
  if (event.type === 'restored') void drawn.then(() => toasts.complain(i18n.t.notices.restored));
});
