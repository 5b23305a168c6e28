import Bell from '@lucide/svelte/icons/bell';
import Info from '@lucide/svelte/icons/info';
import HardDrive from '@lucide/svelte/icons/hard-drive';
import Monitor from '@lucide/svelte/icons/monitor';
import Palette from '@lucide/svelte/icons/palette';
import Phone from '@lucide/svelte/icons/phone';
import Plug from '@lucide/svelte/icons/plug';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { Component } from 'svelte';
import type { Messages } from '../i18n/ru.ts';
import type { SectionName } from './settings-view.svelte.ts';

export const icons: Record<SectionName, Component<{ size: number; strokeWidth: number }>> = {
  calling: Phone,
  alerts: Bell,
  system: Monitor,
  look: Palette,
  files: HardDrive,
  account: Plug,
  proxy: Waypoints,
  about: Info,
};

export const titlesOf = ({ settings, alerts, system, files, proxy }: Messages): Record<SectionName, string> => ({
  calling: settings.calling,
  alerts: alerts.title,
  system: system.title,
  look: settings.look,
  files: files.title,
  account: settings.account,
  proxy: proxy.label,
  about: settings.about,
});
