import type { Messages } from './ru.ts';

export const media: Pick<Messages, 'media'> = { media: { play: 'Play' } };
