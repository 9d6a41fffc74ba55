import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'

const UUID_LENGTH = 36
/** GOV.UK Notify answers 403 when a caller's clock is further off. */
const SKEW_SECONDS = 30

const Claims = z.object({ iss: z.string(), iat: z.number() })

/** Why a bearer token (a JWT by HS256, signed with the key's secret) does not open the door; null when it does. */
export function refusalOf(token: string | null, apiKey: string): string | null {
  const [header = '', claims = '', signature = ''] = (token ?? '').split('.')
  const secret = apiKey.slice(-UUID_LENGTH)
  const serviceId = apiKey.slice(-2 * UUID_LENGTH - 1, -UUID_LENGTH - 1)
  const expected = createHmac('sha256', secret).update(`${header}.${claims}`).digest()
  const given = Buffer.from(signature, 'base64url')
  const parsed = Claims.safeParse(jsonOf(claims))
  if (!parsed.success || parsed.data.iss !== serviceId) return 'Invalid token: service not found'
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'Invalid token: API key not found'
  const skew = Math.abs(Temporal.Now.instant().epochMilliseconds / 1_000 - parsed.data.iat)
  return skew > SKEW_SECONDS ? 'Error: Your system clock must be accurate to within 30 seconds' : null
}

function jsonOf(base64url: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64url, 'base64url').toString())
  } catch {
    return null
  }
}
