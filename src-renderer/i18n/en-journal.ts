import type { Messages } from './ru.ts';

export const journal: Pick<Messages, 'journal'> = { journal: { list: 'Records' } };
