import type { Preferences } from '../src-main/contract/model.ts';

/** Draws the page in the theme that was chosen, whatever the system's is. */
export function applyTheme(theme: Preferences['theme']): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
}
