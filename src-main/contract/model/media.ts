/** A recording or a fax that is on this PC now and can be shown. */
export interface MediaView {
  of: 'sound' | 'pages';
  /** By its first bytes: `audio/mpeg`, `image/tiff`, `application/pdf`. */
  type: string;
  sizeBytes: number;
}

/** Of a file on its way; null total: the server does not say. */
export interface MediaProgress {
  receivedBytes: number;
  totalBytes: number | null;
}
