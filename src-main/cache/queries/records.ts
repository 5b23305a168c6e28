import { ingest } from './record-ingest.ts';

export const records = { ingest };
