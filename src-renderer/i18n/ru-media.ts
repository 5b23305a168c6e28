/** The player and the fax viewer. */
export const media = { media: { play: 'Слушать' } };
