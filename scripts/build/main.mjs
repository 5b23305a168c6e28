import { inProject } from '../ready/paths.mjs';
import { licenseReport } from './licenses.mjs';
import { oldestNode } from './lower-bounds.mjs';

/**
 * The programs outside the renderer, each a CommonJS file of its own in `outDir`: sandboxed preloads must be CommonJS, and
 * a program in a single file starts fastest. Only the first may load parts of itself later, as chunks.
 */
export const mainBuilds = (outDir) => [
  nodeBuild({ outDir, entry: 'main.ts', file: 'main.cjs', chunks: true }),
  nodeBuild({ outDir, entry: 'preload.ts', file: 'preload.cjs' }),
  nodeBuild({ outDir, entry: 'cache/worker.ts', file: 'cache-worker.cjs' }),
];

/** @returns {import('vite').InlineConfig} */
const nodeBuild = ({ outDir, entry, file, chunks = false }) => ({
  configFile: false,
  logLevel: 'warn',
  root: inProject('src-main'),
  publicDir: false,
  // Everything is bundled but what must come from outside: Electron itself and the native module.
  ssr: { target: 'node', noExternal: true, external: ['electron', 'better-sqlite3-multiple-ciphers'] },
  build: {
    ssr: inProject('src-main', entry),
    outDir,
    emptyOutDir: false,
    target: oldestNode,
    minify: false,
    sourcemap: true,
    license: { fileName: licenseReport },
    rolldownOptions: {
      checks: { bundlerTimings: false },
      external: [/^electron(\/.+)?$/],
      output: {
        format: 'cjs',
        entryFileNames: file,
        chunkFileNames: '[name]-[hash].cjs',
        codeSplitting: chunks,
      },
    },
  },
});
