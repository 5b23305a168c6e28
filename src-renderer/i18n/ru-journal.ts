/** «Журнал», and what is told of a record anywhere. */
export const journal = { journal: { list: 'Записи' } };
