import type { Messages } from './ru.ts';

export const policy: Pick<Messages, 'policy'> = {
  policy: {
    locked: 'Set by the administrator',
  },
};
