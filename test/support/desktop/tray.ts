import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { Program, until } from './program.ts';
import { callMethod, readProperty, type BusObject } from './session-bus.ts';
import type { Value } from './gvariant.ts';

const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';
const watcher = { name: 'org.kde.StatusNotifierWatcher', path: '/StatusNotifierWatcher' };

/** A panel with nothing but a tray: a true StatusNotifier host, as most Linux desktops have. */
export async function startTrayHost(): Promise<Program> {
  const settings = path.join(homedir(), '.config/xfce4/xfconf/xfce-perchannel-xml');
  await mkdir(settings, { recursive: true });
  await writeFile(path.join(settings, 'xfce4-panel.xml'), panelSettings);
  const panel = new Program('xfce4-panel', '--disable-wm-check');
  await until(
    'the tray',
    async () => (await readProperty(watcher, watcher.name, 'IsStatusNotifierHostRegistered')) === true,
  );
  return panel;
}

/** The icons in the tray. */
export async function trayIcons(): Promise<TrayIcon[]> {
  const items = (await readProperty(watcher, watcher.name, 'RegisteredStatusNotifierItems')) as string[];
  return items.map((item) => {
    const slash = item.indexOf('/');
    return new TrayIcon(
      slash < 0 ? { name: item, path: '/StatusNotifierItem' } : { name: item.slice(0, slash), path: item.slice(slash) },
    );
  });
}

/** Waits for the app's icon; there must be one only. */
export async function trayIcon(): Promise<TrayIcon> {
  return until('a tray icon', async () => {
    const icons = await trayIcons();
    return icons.length === 1 && icons[0];
  });
}

export interface TrayMenuItem {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  /** For a check box or radio button. */
  readonly checked: boolean;
  readonly items: readonly TrayMenuItem[];
}

/** An icon as the panel sees it. No pixels are involved: what a click would send, these send. */
export class TrayIcon {
  readonly #object: BusObject;

  constructor(object: BusObject) {
    this.#object = object;
  }

  async title(): Promise<string> {
    return String(await readProperty(this.#object, itemInterface, 'Title'));
  }

  /** The tooltip's text. */
  async tooltip(): Promise<string> {
    const [, , title] = (await readProperty(this.#object, itemInterface, 'ToolTip')) as Value[];
    return String(title);
  }

  /** The picture as it is drawn now, to tell states apart: its pixels in one string. */
  async picture(): Promise<string> {
    const name = await readProperty(this.#object, itemInterface, 'IconName').catch(() => '');
    return `${String(name)} ${JSON.stringify(await readProperty(this.#object, itemInterface, 'IconPixmap').catch(() => ''))}`;
  }

  /** A click with the main button. */
  async click(): Promise<void> {
    await callMethod(this.#object, `${itemInterface}.Activate`, '0', '0');
  }

  async menu(): Promise<readonly TrayMenuItem[]> {
    const [, root] = await callMethod(
      await this.#menuObject(),
      `${menuInterface}.GetLayout`,
      'int32 0',
      'int32 -1',
      '@as []',
    );
    return toMenuItem(root as Value[]).items;
  }

  /** Chooses a menu item by its label, submenus by more than one label. */
  async choose(...labels: string[]): Promise<void> {
    let items = await this.menu();
    let chosen: TrayMenuItem | undefined;
    for (const label of labels) {
      chosen = items.find((item) => item.label === label);
      if (!chosen) throw new Error(`no «${label}» in the tray menu: ${items.map((item) => item.label).join(' · ')}`);
      items = chosen.items;
    }
    if (chosen)
      await callMethod(
        await this.#menuObject(),
        `${menuInterface}.Event`,
        `int32 ${chosen.id}`,
        'clicked',
        '<int32 0>',
        'uint32 0',
      );
  }

  async #menuObject(): Promise<BusObject> {
    return { name: this.#object.name, path: String(await readProperty(this.#object, itemInterface, 'Menu')) };
  }
}

function toMenuItem([id, properties, children]: Value[]): TrayMenuItem {
  const { label = '', enabled = true, visible = true, 'toggle-state': state = 0 } = properties as Record<string, Value>;
  return {
    id: Number(id),
    label: String(label).replaceAll(/_(.)/g, '$1'), // the underscore marks a key
    enabled: Boolean(enabled),
    visible: Boolean(visible),
    checked: state === 1,
    items: (children as Value[][]).map(toMenuItem),
  };
}

const panelSettings = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
`;
