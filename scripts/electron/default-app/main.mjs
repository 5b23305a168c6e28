// Stands in for Electron's own default app in the fallback Electron: `electron [switches] <app folder or file> [arguments]`.
import { app } from 'electron/main';
import fs from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { target, preloads } = readArguments(process.argv.slice(1));
if (!target) quit('usage: electron [switches] <app folder or file> [arguments]', 1);

// `process.defaultApp` is how an app knows that it runs unpacked.
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

// Playwright is brought in by `-r <its loader>`, which must run before the app does.
if (preloads.length > 0) Module._preloadModules(preloads);

try {
  await load(path.resolve(target));
} catch (error) {
  quit(`the app could not be loaded\n${error?.stack ?? error}`, 1);
}

function readArguments(args) {
  const preloads = [];
  while (args.length > 0) {
    const arg = args.shift();
    if (arg === '--version' || arg === '-v') quit(`v${process.versions.electron}`, 0);
    else if (arg === '--abi' || arg === '-a') quit(process.versions.modules, 0);
    else if (arg === '--require' || arg === '-r') preloads.push(args.shift());
    else if (!arg.startsWith('-')) return { target: arg, preloads };
  }
  return { target: undefined, preloads };
}

async function load(folderOrFile) {
  const manifestFile = path.join(folderOrFile, 'package.json');
  const entry = createRequire(import.meta.url).resolve(folderOrFile);
  if (fs.existsSync(manifestFile)) {
    const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
    if (manifest.version) app.setVersion(manifest.version);
    app.name = manifest.productName ?? manifest.name ?? app.name;
    app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
    app.setAppPath(folderOrFile);
  } else {
    app.setAppPath(path.dirname(entry));
  }
  await import(pathToFileURL(entry).href);
}

function quit(message, code) {
  process[code === 0 ? 'stdout' : 'stderr'].write(`${message}\n`);
  process.exit(code);
}
