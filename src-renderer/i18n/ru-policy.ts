/** What the administrator's policy has set. */
export const policy = {
  policy: {
    locked: 'Задано администратором',
  },
};
