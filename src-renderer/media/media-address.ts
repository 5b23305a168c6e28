/** Where main streams the file of a record from; only our own page and its workers get anything there. */
export const recordingAddress = (mediaId: string) => `sputnik-media://recording/${encodeURIComponent(mediaId)}`;
export const faxAddress = (mediaId: string) => `sputnik-media://fax/${encodeURIComponent(mediaId)}`;
