import type { Messages } from './ru.ts';

export const inbox: Pick<Messages, 'inbox'> = { inbox: { list: 'Needs attention' } };
