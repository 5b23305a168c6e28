import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Rooms that must run in plain Node: what they need of Electron is handed to them. */
const plainRooms = [
  'contract',
  'vats',
  'cache',
  'sync',
  'inbox',
  'journal',
  'media',
  'callbacks',
  'contacts',
  'notifications',
  'team',
  'export',
  'links',
  'palette',
  'policy',
  'statistics',
  'account',
  'demo',
  'proxy',
  'diagnostics',
  'numbers',
  'secrets',
  'settings',
  'log',
];

/** Who may not import whom; see docs/ARCHITECTURE.md. */
const zones = [
  {
    target: './src-renderer',
    from: './src-main',
    except: ['./contract'],
    message: 'The renderer knows of main only the contract.',
  },
  { target: './src-main', from: './src-renderer', message: 'Main does not know the renderer.' },
  { target: './src-main/contract', from: './src-main', except: ['./contract'], message: 'The contract stands alone.' },
  {
    target: './src-main/vats',
    from: './src-main',
    except: ['./vats', './contract', './clock.ts'],
    message: 'The API client is a library: no other room.',
  },
  {
    target: './src-main/cache',
    from: './src-main',
    except: ['./cache', './vats', './contract', './clock.ts'],
    message: 'The rooms know the database, not the database the rooms.',
  },
  {
    target: './src-main/demo',
    from: './src-main',
    except: ['./demo', './vats', './contract', './clock.ts'],
    message: 'The demo PBX stands on the table of actions only.',
  },
  ...plainRooms.map((room) => ({
    target: `./src-main/${room}`,
    from: [
      './src-main/desktop',
      './src-main/ipc',
      './src-main/security',
      './src-main/app.ts',
      './src-main/app-calls.ts',
      './src-main/main.ts',
    ],
    message: 'This room knows neither the desktop nor the door.',
  })),
];

export default ts.config(
  { ignores: ['out/', 'dist/', 'test-results/', 'node_modules/'] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  svelte.configs.recommended,
  {
    files: ['**/*.{ts,svelte,js,mjs}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['src-*/tsconfig.json', 'test/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `call(…)<void>()` is how the contract says that nothing comes back.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreUsingDeclarations: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: plainRooms.map((room) => `src-main/${room}/**/*.ts`),
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', message: 'This room runs in plain Node: hand it what it needs.' }] },
      ],
    },
  },
  {
    files: ['src-main/**/*.ts', 'src-renderer/**/*.{ts,svelte}'],
    // The same for every file of the two programs: where it changes from file to file, both are read anew each time.
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser },
    },
    rules: { 'svelte/no-at-html-tags': 'error', 'prefer-const': 'off', 'svelte/prefer-const': 'error' },
  },
  // The composition root is read from top to bottom; cut into functions it would be read crosswise.
  {
    files: ['src-main/app.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['scripts/**', '**/*.config.{js,ts}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**', '**/i18n/*.ts', 'src-main/demo/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/**'],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
