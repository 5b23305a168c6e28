import type { ExportView } from '../../src-main/contract/model.ts';

/** In whole percent; never 100 while something is still to come. */
export const percentOf = ({ done, total }: ExportView): number =>
  total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
