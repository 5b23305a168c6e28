/** A name longer than this would push everything else out of a notification. */
export const nameMax = 60;

const graphemes = new Intl.Segmenter('ru', { granularity: 'grapheme' });

/**
 * Text of the exchange as one short line: without control characters, and without invisible ones that turn the direction
 * of what stands around them or hide a part of it.
 */
export function plainText(text: string, max = nameMax): string {
  const line = text
    .replace(/[^\S\uFEFF]+/gu, ' ')
    .replace(/[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, '')
    .trim();
  const signs = [...graphemes.segment(line)].map(({ segment }) => segment);
  return signs.length <= max
    ? line
    : `${signs
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/** Notification daemons of Linux read the body as markup. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
