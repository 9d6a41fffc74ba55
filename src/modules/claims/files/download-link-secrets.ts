import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits in letters that survive a change of case. */
export const newLinkToken = (): string => randomBytes(32).toString('hex')

/** 256 random bits need no salt and no slow hash (ASVS 5.0, 6.5.2). */
export const hashOfLinkToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A token as a mail program may have left it; null where there is none. */
export const linkTokenIn = (raw: string): string | null => /^[0-9a-f]{64}/.exec(raw.trim().toLowerCase())?.[0] ?? null
