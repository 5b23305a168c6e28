/** The `appId` of electron-builder.yml. Windows shows notifications only under the id that the installed shortcut has. */
export const appId = 'ru.vats.sputnik';
