import { svelte } from '@sveltejs/vite-plugin-svelte';
import fs from 'node:fs';
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
  plugins: [svelte({ configFile: false })],
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
