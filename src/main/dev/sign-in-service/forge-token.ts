import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { z } from 'zod'
import type { Fault } from './faults.ts'

const Claims = z.looseObject({ iat: z.number(), exp: z.number() })

type Forging = {
  readonly token: string
  readonly fault: Fault
  readonly key: KeyObject
  /** What this service says besides, such as how strong the proof was. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** The same ID token with more said, and with one thing wrong; signed again. */
export function forgeToken({ token, fault, key, claims: besides }: Forging): string {
  const [header = '', payload = ''] = token.split('.')
  const claims = Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  const said = encode({ ...claims, ...besides, ...wrongClaims(fault, claims) })
  if (fault === 'no-signature') return `${encode({ alg: 'none', typ: 'JWT' })}.${said}.`
  if (fault === 'public-key-as-secret') return signedWithPublicKey(header, said, key)
  return `${header}.${said}.${signature(`${header}.${said}`, fault === 'wrong-signature' ? another(key) : key)}`
}

function wrongClaims(fault: Fault, claims: z.output<typeof Claims>): Readonly<Record<string, unknown>> {
  if (fault === 'wrong-nonce') return { nonce: 'of-another-visit' }
  if (fault === 'wrong-audience') return { aud: 'another-service' }
  if (fault === 'wrong-issuer') return { iss: 'https://another-issuer.test' }
  if (fault === 'stale') return { auth_time: claims.iat - 3_600 }
  if (fault === 'weak') return { vot: 'Cl' }
  if (fault === 'future') return { iat: claims.iat + 7_200, exp: claims.exp + 7_200 }
  if (fault === 'clock-behind') return { exp: claims.iat - SKEW_SECONDS }
  if (fault === 'clock-ahead') return { iat: claims.iat + SKEW_SECONDS }
  return fault === 'expired' ? { iat: claims.iat - 7_200, exp: claims.exp - 7_200 } : {}
}

/** Less than clocks may differ. */
const SKEW_SECONDS = 20

/** What a client that trusts the token's own word for its algorithm would take for a signature. */
function signedWithPublicKey(header: string, said: string, key: KeyObject): string {
  const original: unknown = JSON.parse(Buffer.from(header, 'base64url').toString())
  const symmetric = encode({ ...Object(original), alg: 'HS256' })
  const secret = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  return `${symmetric}.${said}.${createHmac('sha256', secret).update(`${symmetric}.${said}`).digest('base64url')}`
}

const signature = (text: string, key: KeyObject): string =>
  sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')

/** A key of the same kind that nobody has been told of. */
const another = (key: KeyObject): KeyObject =>
  key.asymmetricKeyType === 'ec'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
