import { countedRu as n } from './plural.ts';

/** «Номера». */
export const numbers = {
  numbers: {
    searchHint: 'Часть номера или маска: 77*77, ??00',
    region: 'Регион',
    allRegions: 'Все регионы',
    noRegion: 'Без региона',
    count: (count: number) => n(count, 'номер', 'номера', 'номеров'),
    readAt: (ago: string) => `обновлено ${ago}`,
    refresh: 'Обновить список',
    loading: 'Спрашиваем свободные номера…',
    none: 'Свободных номеров сейчас нет',
    noneMore: 'АТС не назвала ни одного. Загляните позже или спросите менеджера.',
    nothing: 'Ничего не нашли',
    nothingMore: (pattern: string) =>
      `Нет номера, который подходит под «${pattern}». Звёздочка значит любые цифры, знак вопроса — одну.`,
    copy: 'Скопировать',
    copied: (number: string) => `Скопировано: ${number}`,
  },
};
