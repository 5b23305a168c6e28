/** The scheme under which recordings and faxes are streamed to the renderer. */
export const mediaScheme = 'sputnik-media';

/**
 * What a page of ours may load and run: its own files, and media from main. What is not named here is not allowed; a new
 * need is added when it is there.
 */
const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self'",
  'media-src': `${mediaScheme}:`,
  // Pages of faxes and the shape of a sound are made of the bytes.
  'connect-src': `${mediaScheme}:`,
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  // Text never becomes markup. Svelte makes its templates by the one policy it names, the worker that draws faxes is started
  // by the other; nothing else may.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html sputnik-worker',
};

export const contentSecurityPolicy = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

/** Of every answer under `app://`, refusals too. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  'Cache-Control': 'no-store',
};
