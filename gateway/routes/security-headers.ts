import type { ServerResponse } from 'node:http';

/**
 * Scripts, styles, fonts and requests of our own alone: no CDN, no inline script. Styles may be inline because the
 * explorer’s editor sets its colours so; an inline style cannot run code.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A page that others may frame: what it runs is still ours alone, the tiles of a map apart. */
const FRAMED_POLICY = (tiles: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob:${tiles}`,
    `connect-src 'self'${tiles}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    'frame-ancestors *',
  ].join('; ');

export function securityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
}

/** For the one page that is made to be framed; `tiles` is the origin of a map’s tiles. */
export function allowFraming(response: ServerResponse, tiles?: string): void {
  response.setHeader('content-security-policy', FRAMED_POLICY(tiles === undefined ? '' : ` ${tiles}`));
  response.removeHeader('x-frame-options');
  allowElsewhere(response);
}

/** What pages of other origins load, isolated ones included. */
export function allowElsewhere(response: ServerResponse): void {
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
}
