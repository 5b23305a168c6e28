import type { Session } from 'electron';

type Asked = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'on'
>;

/**
 * No page gets anything of the system: camera, microphone, screen, place, devices, clipboard, notifications, downloads.
 * What the app itself needs of these, main does.
 */
export function denyPermissions(session: Asked, onDenied: (what: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    onDenied(permission);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => {
    onDenied('download');
    event.preventDefault();
  });
}
