import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { CODE_ALPHABET } from './proof-rules.ts'

const TOKEN_BYTES = 32
const TOKEN_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
/** 8 characters of 5 bits. */
const CODE_BYTES = 5
const SALT_BYTES = 16
const CODE_HASH_BYTES = 32

/** 256 random bits that survive a change of case: 52 characters. */
export const newToken = (): string => inBase32(randomBytes(TOKEN_BYTES), TOKEN_ALPHABET)

/** 256 random bits need no salt and no slow hash (ASVS 5.0, 6.5.2). */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** 40 random bits for a person to type. */
export const newCode = (): string => inBase32(randomBytes(CODE_BYTES), CODE_ALPHABET)

/** The code that stands for a token on paper: the same for the same token, and no way back from it. */
export const codeOfToken = (token: string): string =>
  inBase32(createHash('sha256').update(`code ${token}`).digest().subarray(0, CODE_BYTES), CODE_ALPHABET)

export type HashedCode = { readonly hash: Buffer; readonly salt: Buffer }

/** A short secret is salted and hashed slowly (ASVS 5.0, 6.5.2). */
export async function hashCode(code: string): Promise<HashedCode> {
  const salt = randomBytes(SALT_BYTES)
  return { salt, hash: await slowHash(code, salt) }
}

export const codeMatches = async (code: string, { hash, salt }: HashedCode): Promise<boolean> =>
  timingSafeEqual(await slowHash(code, salt), hash)

const slowHash = (code: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(code, salt, CODE_HASH_BYTES, (error, hash) => (error ? reject(error) : resolve(hash)))
  })

function inBase32(bytes: Buffer, alphabet: string): string {
  let text = ''
  let [held, bits] = [0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet.charAt((held >>> (bits - 5)) & 31)
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet.charAt((held << (5 - bits)) & 31) : text
}
