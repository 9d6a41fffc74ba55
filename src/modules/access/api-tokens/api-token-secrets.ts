import { createHash } from 'node:crypto'
import { hashOfToken, newToken } from '../proofs/proof-secrets.ts'

/** Begins every secret, so that scanners of code and of logs know a leaked one. */
const PREFIX = 'tts_api_'
const SECRET = /^tts_api_([a-z2-7]{52})([0-9a-f]{6})$/
const ENDING = 4

/** 256 random bits behind a known beginning, and 6 letters that tell a real one from a look-alike without the database. */
export function newApiSecret(): string {
  const random = newToken()
  return `${PREFIX}${random}${checksum(random)}`
}

/** The hash to look for; null for what no secret of ours can be, which costs no query. */
export function hashOfApiSecret(secret: string): Buffer | null {
  const [, random = '', sum = ''] = SECRET.exec(secret) ?? []
  return sum !== '' && sum === checksum(random) ? hashOfToken(secret) : null
}

/** What tells two secrets apart on a page. */
export const endingOf = (secret: string): string => secret.slice(-ENDING)

const checksum = (random: string): string => createHash('sha256').update(random).digest('hex').slice(0, 6)
