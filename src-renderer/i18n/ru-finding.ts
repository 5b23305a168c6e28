import { countedRu as n } from './plural.ts';

/** To find a setting. */
export const finding = {
  finding: {
    search: 'Найти настройку',
    contents: 'Оглавление настроек',
    section: (title: string) => `Часть: ${title}`,
    found: (count: number) => n(count, 'настройка', 'настройки', 'настроек'),
    open: 'Открыть настройки',
    nothing: 'Ничего не нашлось',
    nothingMore: (text: string) => `Нет настройки, в названии или пояснении которой есть «${text}».`,
  },
};
