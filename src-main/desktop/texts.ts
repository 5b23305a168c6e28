import type { Language } from '../contract/model.ts';

const ru = {
  appName: 'Спутник ВАТС',
  open: 'Открыть',
  dial: 'Набрать…',
  quit: 'Выйти',
  inTrayTitle: 'Спутник ВАТС остаётся в трее',
  inTrayBody: 'Окно закрыто, программа работает. Открыть или завершить её можно через значок в трее.',
  cut: 'Вырезать',
  copy: 'Копировать',
  paste: 'Вставить',
  selectAll: 'Выделить всё',
  unread: (count: number) => `Новых: ${count}`,
  contactFiles: 'Контакты (CSV, vCard)',
};

type Texts = typeof ru;

const en: Texts = {
  appName: 'VATS Sputnik',
  open: 'Open',
  dial: 'Dial…',
  quit: 'Quit',
  inTrayTitle: 'VATS Sputnik stays in the tray',
  inTrayBody: 'The window is closed, the program keeps working. Its tray icon opens or quits it.',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  unread: (count) => `New: ${count}`,
  contactFiles: 'Contacts (CSV, vCard)',
};

/** The few words that the desktop shows outside the window. */
export const desktopTexts = (language: Language): Texts => (language === 'ru' ? ru : en);
