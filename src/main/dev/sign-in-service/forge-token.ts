import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { z } from 'zod'
import type { Fault } from './faults.ts'

const Claims = z.looseObject({ iat: z.number(), exp: z.number() })

/** The same ID token with one thing wrong; signed again where the fault is in what it says. */
export function forgeToken(token: string, fault: Fault, key: KeyObject): string {
  const [header = '', payload = ''] = token.split('.')
  const claims = Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  const said = encode({ ...claims, ...wrongClaims(fault, claims) })
  if (fault === 'no-signature') return `${encode({ alg: 'none', typ: 'JWT' })}.${said}.`
  const signer = fault === 'wrong-signature' ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : key
  return `${header}.${said}.${sign('sha256', Buffer.from(`${header}.${said}`), signer).toString('base64url')}`
}

function wrongClaims(fault: Fault, claims: z.output<typeof Claims>): Readonly<Record<string, unknown>> {
  if (fault === 'wrong-nonce') return { nonce: 'of-another-visit' }
  if (fault === 'wrong-audience') return { aud: 'another-service' }
  if (fault === 'wrong-issuer') return { iss: 'https://another-issuer.test' }
  if (fault === 'stale') return { auth_time: claims.iat - 3_600 }
  return fault === 'expired' ? { iat: claims.iat - 7_200, exp: claims.exp - 7_200 } : {}
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
