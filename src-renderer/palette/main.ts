import { mount } from 'svelte';
import '../styles/base.css';
import { connectBridge } from '../bridge.ts';
import { I18n } from '../i18n/i18n.svelte.ts';
import { applyTheme } from '../theme.ts';
import PalettePage from './PalettePage.svelte';
import { PaletteState } from './palette.svelte.ts';

const { ask, askFor, listen } = connectBridge(window.sputnik);
const i18n = new I18n();
const palette = new PaletteState(askFor, listen);

const readLook = () =>
  ask('settings.get').then(
    ({ language, theme }) => {
      i18n.language = language;
      applyTheme(theme);
    },
    () => undefined,
  );
listen((event) => event.type === 'changed' && event.topic === 'settings' && void readLook());

void readLook().then(() => {
  const target = document.getElementById('app');
  if (target) mount(PalettePage, { target, props: { palette, i18n, ask } });
  // It may have been opened before it could hear of it.
  void palette.open();
});
