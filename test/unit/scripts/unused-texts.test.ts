import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** What `npm run check` says of the texts of a program of these files. */
function check(files: Record<string, string>): Promise<{ good: boolean; lines: string[] }> {
  const root = mkdtempSync(path.join(tmpdir(), 'sputnik-texts-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ['src-main', 'src-renderer/i18n']) mkdirSync(path.join(root, folder), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(root, name), content);
  const script = path.join(project, 'scripts/checks/unused-texts.mjs');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, root], { cwd: project }, (error, stdout, stderr) => {
      if (stderr !== '') reject(new Error(stderr));
      else resolve({ good: error === null, lines: stdout.split('\n').filter(Boolean) });
    });
  });
}

const program = {
  'src-renderer/i18n/ru-page.ts': `export const page = {
    page: { title: 'Журнал', number: 'Номер', kinds: { call: 'Звонок', fax: 'Факс' }, sizes: { small: 'S', big: 'L' } },
  };`,
  'src-renderer/i18n/ru.ts': `import { page } from './ru-page.ts';
    export const ru = { ...page, words: { number: 'Номер', close: 'Закрыть', count: (n: number) => String(n) } };
    export type Messages = typeof ru;`,
  'src-renderer/rows.ts': `import type { Messages } from './i18n/ru.ts';
    export const sizes = ({ page }: Messages) => Object.values(page.sizes);
    export const closing = (t: Messages['words'], size: 'small') => t.close + size;`,
  'src-renderer/Page.svelte': `<script lang="ts">
    import { ru } from './i18n/ru.ts';
    const { rows }: { rows: { number: string; kind: keyof typeof ru.page.kinds }[] } = $props();
    const t = $derived(ru.page);
  </script>
  {#each rows as { number, kind } (number)}
    {@const words = ru.words}
    {#if kind}<p title={t.title}>{number} {t.kinds[kind]} {words.count(2)}</p>{/if}
  {:else}{#snippet nothing(text: string)}<b>{ru.words.number}</b>{/snippet}{@render nothing('')}{/each}`,
  'src-main/texts.ts': `const ru = { open: 'Открыть' };
    const en: typeof ru = { open: 'Open' };
    export const textsOf = (language: string) => (language === 'ru' ? ru : en);`,
  'src-main/tray.ts': `import { textsOf } from './texts.ts';
    export const label = textsOf('ru').open;`,
};

it('a text of which only another’s name is shown is found, a field of the same name notwithstanding', async () => {
  expect(await check(program)).toEqual({
    good: false,
    lines: ['src-renderer/i18n/ru-page.ts: page.number is shown nowhere'],
  });
}, 60_000);

it('texts in the window’s markup and outside of the window are found, and those that are none', async () => {
  const page = program['src-renderer/Page.svelte'];
  const { lines } = await check({
    ...program,
    'src-renderer/i18n/ru-page.ts': program['src-renderer/i18n/ru-page.ts'].replace("number: 'Номер', ", ''),
    'src-renderer/Page.svelte': page.replace('{t.kinds[kind]}', '{t.kinds.call} {t.absent}'),
    'src-main/tray.ts': 'export {};',
  });
  expect(lines.sort()).toEqual([
    'src-main/texts.ts: open is shown nowhere',
    'src-renderer/Page.svelte: t.absent is no text',
    'src-renderer/i18n/ru-page.ts: page.kinds.fax is shown nowhere',
  ]);
}, 60_000);

it('nothing is said where all are shown', async () => {
  const texts = program['src-renderer/i18n/ru-page.ts'].replace("number: 'Номер', ", '');
  expect(await check({ ...program, 'src-renderer/i18n/ru-page.ts': texts })).toEqual({ good: true, lines: [] });
}, 60_000);
