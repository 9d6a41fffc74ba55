import { isSecret, newSecret, sameSecret, sign } from '../session/secrets.ts'

type Holder = { readonly browserSecret: string; readonly sessionId: string | null }

/**
 * Proves that a form was made for this browser and this session. A fresh salt makes each token differ, so that
 * compression tells nothing about it (BREACH).
 */
export function csrfToken(secret: Buffer, holder: Holder): string {
  const salt = newSecret()
  return salt + proof(secret, salt, holder)
}

export function isCsrfToken(secret: Buffer, holder: Holder, token: string): boolean {
  const salt = token.slice(0, 43)
  const given = token.slice(43)
  return isSecret(salt) && isSecret(given) && sameSecret(given, proof(secret, salt, holder))
}

const proof = (secret: Buffer, salt: string, { browserSecret, sessionId }: Holder): string =>
  sign(secret, `form ${salt} ${browserSecret} ${sessionId ?? 'no session'}`)

type Origins = {
  readonly site: string | undefined
  readonly origin: string | undefined
  readonly own: readonly string[]
}

/**
 * Whether the browser itself says that a form was sent by a page of ours (Fetch Metadata, then Origin). Browsers too old for
 * both are left to the token. `Origin: null` is what a page with no referrer sends, so it counts only beside Fetch Metadata.
 */
export function isOwnForm({ site, origin, own }: Origins): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined || own.includes(origin)) return true
  return origin === 'null' && site === 'same-origin'
}
