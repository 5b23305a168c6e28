/*
 * How much is taken from a file. Nobody's address book reaches these limits; a file that does is a mistake (a log, a
 * price list, a photo archive) or meant to break something, and ends in a failure that says so.
 */

/** 10,000 vCards with large photos; read piece by piece, it takes seconds. */
export const fileBytesMax = 512 * 1024 * 1024;

/** Twice of what the search through contacts was measured with. */
export const contactsMax = 100_000;

/**
 * A row, or a card's field, may be that long: 30 times of what Excel holds in a cell. A quotation mark that is not closed
 * makes one cell of the whole rest of the file; this is where it ends.
 */
export const rowCharsMax = 1_000_000;

/** Of a card's field so much is looked at: more than the longest note takes in any encoding. */
export const cardFieldCharsMax = 32_000;

/** And so much of a card: of two hundred such fields nobody has a use, and main would stand still over them. */
export const cardCharsMax = 100_000;

/** Problems kept for showing; beyond it they are only counted. */
export const problemsKept = 500;

/** Rows shown in the preview. */
export const previewRows = 20;
