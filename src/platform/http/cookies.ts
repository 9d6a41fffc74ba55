import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cookies } from './route.ts'

/** The browser's cookies under our plain names. What is set can be read back in the same request. */
export function cookiesOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): Cookies {
  const changed = new Map<string, string | undefined>()
  const options = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const
  return {
    get: (name) => (changed.has(name) ? changed.get(name) : request.cookies[cookieName(name, secure)]),
    set(name, value, maxAgeSeconds) {
      changed.set(name, value)
      reply.setCookie(cookieName(name, secure), value, {
        ...options,
        ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
      })
    },
    clear(name) {
      changed.set(name, undefined)
      reply.clearCookie(cookieName(name, secure), options)
    },
  }
}

/** `__Host-` makes browsers refuse a cookie that another site, or a sub-domain, tries to plant. */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

/**
 * Whether browsers keep Secure cookies for this address: HTTPS, and this machine itself, which they treat as secure.
 * Production accepts nothing else (docs/adr/0006-secure-cookies-on-this-machine.md).
 */
export function keepsSecureCookies(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl)
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}
