import type { Messages } from './ru.ts';

export const alerts: Pick<Messages, 'alerts'> = { alerts: { title: 'Notifications' } };
