import type { HttpConfig } from './http-config.ts'

const YEAR = 31_536_000

type Headers = Readonly<Record<string, string>>

/** What every response carries, whatever its kind. GDS Way's list, and OWASP ASVS 5.0, 3.4. */
export function securityHeaders(config: HttpConfig, nonce: string): Headers {
  const production = config.environment === 'production'
  return {
    'content-security-policy': contentSecurityPolicy(config, nonce),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-xss-protection': '0',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': 'no-store',
    ...(production ? { 'strict-transport-security': `max-age=${YEAR}; includeSubDomains; preload` } : {}),
  }
}

/** An address that holds a secret is told to nobody, not even to our own pages. */
export const SECRET_ADDRESS: Headers = { 'referrer-policy': 'no-referrer' }

const contentSecurityPolicy = (config: HttpConfig, nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ["form-action 'self'", ...config.otherOrigins.flatMap(andSisters)].join(' '),
    ...(config.environment === 'production' ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

/**
 * Browsers hold a form to this wherever its answer redirects, and a sign-in service passes visitors between its hosts, as
 * DfE Sign-in does under signin.education.gov.uk.
 */
function andSisters(origin: string): readonly string[] {
  const labels = new URL(origin).hostname.split('.')
  const hasSisters = origin.startsWith('https://') && labels.length > 3
  return hasSisters ? [origin, `https://*.${labels.slice(1).join('.')}`] : [origin]
}
