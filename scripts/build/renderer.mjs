import { svelte } from '@sveltejs/vite-plugin-svelte';
import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../ready/paths.mjs';
import { licenseReport } from './licenses.mjs';
import { oldestChromium } from './lower-bounds.mjs';

const root = inProject('src-renderer');

/**
 * The renderer: every page beside src-renderer/index.html, to be served from the root of one origin under a strict
 * Content-Security-Policy. Hence no inline scripts, no data: assets, and no polyfill that Vite would inline.
 * @returns {import('vite').InlineConfig}
 */
export const rendererBuild = (outDir) => ({
  configFile: false,
  logLevel: 'warn',
  root,
  base: '/',
  plugins: [svelte({ configFile: false }), pdfFiles()],
  // Loaded only where a fax is a PDF, hence in pieces.
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: oldestChromium,
    minify: true,
    sourcemap: true,
    license: { fileName: licenseReport },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000, // loaded from disk, not over a network
    rolldownOptions: { input: pages(), checks: { bundlerTimings: false } },
  },
});

const pages = () =>
  fs
    .readdirSync(root)
    .filter((name) => name.endsWith('.html'))
    .map((name) => inProject('src-renderer', name));

/**
 * What pdf.js asks for by name, in the folder `pdfjs` beside the pages, with the licences: the fonts that a PDF takes for
 * granted, each as a script that holds its bytes, and the decoders for fax and scans as JavaScript.
 */
const pdfFiles = () => ({
  name: 'pdf-files',
  generateBundle() {
    for (const file of ['standard_fonts', 'wasm'].flatMap(filesOfPdfjs)) {
      const name = path.basename(file);
      const bytes = fs.readFileSync(file);
      const isFont = /\.(pfb|ttf)$/.test(name);
      this.emitFile({
        type: 'asset',
        fileName: `pdfjs/${name}${isFont ? '.js' : ''}`,
        source: isFont ? `export default '${bytes.toString('base64')}';\n` : bytes,
      });
    }
  },
});

const filesOfPdfjs = (folder) => {
  const dir = inProject('node_modules', 'pdfjs-dist', folder);
  const wanted = /\.(pfb|ttf)$|_nowasm_fallback\.js$|^LICENSE_(?!.*(QCMS|QUICKJS))/;
  return fs.readdirSync(dir).flatMap((name) => (wanted.test(name) ? [path.join(dir, name)] : []));
};
