/**
 * What a browser is told of the page, by CloudFront and by the local run alike: it loads its own files and talks to its own
 * API, to where people sign in, and to nobody else.
 *
 * @param signIn the addresses of the sign-in; none where nobody has to
 */
export const pagePolicy = (...signIn: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${["'self'", ...signIn].join(' ')}`,
    // What is saved as a picture is drawn from one that exists in the browser alone.
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Where the build puts files whose names change with what is in them. */
export const hashedFiles = '/assets/';

/** Such a file never changes; every other one is asked for again each time. */
export const cacheControl = {
  hashed: 'public, max-age=31536000, immutable',
  other: 'no-cache',
} as const;
