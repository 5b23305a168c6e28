import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [svelte()],
  resolve: { conditions: ['browser'] },
  test: {
    include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/faults/**/*.test.ts'],
    environment: 'node',
    // Real files, real HTTP: two cores are soon busy, and a slow machine is no failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Left to itself it keeps one processor free, on two every second.
    maxWorkers: '100%',
  },
});
