import { londonDate, momentText, Temporal, timeText } from '#src/kit/dates.ts'

export type ProofState = 'live' | 'used' | 'revoked' | 'expired'

type ProofTimes = {
  readonly expiresAt: Temporal.Instant
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

/** What a proof is at this moment. Derived, never stored: nothing has to run for a link to expire. */
export function proofState(proof: ProofTimes, now: Temporal.Instant): ProofState {
  if (proof.usedAt) return 'used'
  if (proof.revokedAt) return 'revoked'
  return Temporal.Instant.compare(now, proof.expiresAt) < 0 ? 'live' : 'expired'
}

/** 32 bytes in base 32 without padding (RFC 4648, lower case): it means the same in any case. */
const TOKEN = /^([a-z2-7]{52})(?![a-z0-9])/
/** RFC 2045 section 6.7: what a mail program that decodes badly leaves of a space, an equals sign or a folded line. */
const QUOTED_PRINTABLE = /=(20|3d|0d|0a|\r?\n)/g

/**
 * The token in what is left of a link, or null. Undoes what filters and mail programs do to links: upper case, encoding
 * once or twice more, folded lines, and whatever stood after the link in the text.
 */
export function tokenIn(raw: string): string | null {
  const plain = decoded(raw).toLowerCase().replace(QUOTED_PRINTABLE, '').replace(/\s/g, '')
  return TOKEN.exec(plain.replace(/^[^a-z2-7]+/, ''))?.[1] ?? null
}

const MOST_DECODINGS = 3

function decoded(raw: string): string {
  let text = raw
  for (let time = 0; time < MOST_DECODINGS && /%[0-9a-f]{2}/i.test(text); time += 1) {
    text = text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
  }
  return text
}

/** Crockford's base 32 leaves out I, L, O and U, so that no character is taken for another. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/

/** The code in what somebody typed, or null: any case, spaces or hyphens anywhere, O for 0, I or L for 1. */
export function codeIn(typed: string): string | null {
  const plain = typed
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return CODE.test(plain) ? plain : null
}

/** "K7QD-M2XP": as it is shown. */
export const codeText = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

export type Limit = { readonly count: number; readonly within: Temporal.Duration }

/**
 * When something limited may next be done, or null when it may be done now.
 * Each limit looks back over a window that ends now, so that no edge of an hour lets through twice as much.
 */
export function nextAllowedAt(
  earlier: readonly Temporal.Instant[],
  limits: readonly Limit[],
  now: Temporal.Instant,
): Temporal.Instant | null {
  const newestFirst = [...earlier].sort((one, other) => Temporal.Instant.compare(other, one))
  const ends = limits
    .map(({ count, within }) => newestFirst[count - 1]?.add(within))
    .filter((end) => end !== undefined && Temporal.Instant.compare(end, now) > 0)
  return ends.reduce<Temporal.Instant | null>((last, end) => (last && end ? later(last, end) : (end ?? last)), null)
}

const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) >= 0 ? one : other

/** How two spellings of one mailbox are compared. */
export const folded = (address: string): string => address.trim().toLowerCase()

/** A time of today by its time alone, another day's with its date. The next whole minute, so that it is never too early. */
export function dueText(at: Temporal.Instant, now: Temporal.Instant): string {
  const minute = at.round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  return londonDate(minute).equals(londonDate(now)) ? timeText(minute) : momentText(minute)
}
