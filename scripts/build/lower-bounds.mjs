// The oldest Electron that the app runs on, 33, is the one that closed networks test with. Released apps have a newer one.

export const oldestChromium = 'chrome130';
export const oldestNode = 'node20.18';
