import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits from a cryptographic source, in letters that cookies, links and e-mails carry unchanged. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** A 256-bit secret needs no salt: it cannot be guessed from its hash. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export const isSecret = (text: string | undefined): text is string =>
  text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text)

/** Compares in a time that does not tell where two texts differ. */
export const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(hashOfSecret(one), hashOfSecret(other))

export const sign = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url')
