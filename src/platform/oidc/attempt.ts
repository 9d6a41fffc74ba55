import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { DOORS, type DoorName } from './sign-in-port.ts'

/** How long somebody may take at the sign-in service. The same as a code of ours (OWASP ASVS 5.0, 6.5.5). */
export const ATTEMPT_SECONDS = 600

const Attempt = z.object({
  door: z.enum(DOORS),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  fresh: z.boolean(),
  purpose: z.string(),
  begunAt: z.string(),
})

/**
 * What ties the way back to the way there: kept by the browser in a cookie that no script can read. Its owner could change it,
 * so nothing in it is believed that the service's signed answer does not bear out.
 */
export type Attempt = z.output<typeof Attempt>

export const writeAttempt = (attempt: Attempt): string => Buffer.from(JSON.stringify(attempt)).toString('base64url')

/** The attempt at this door, or null when there is none, it cannot be read or it is too old. */
export function readAttempt(text: string | undefined, door: DoorName, now: Temporal.Instant): Attempt | null {
  if (text === undefined) return null
  try {
    const attempt = Attempt.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    const age = now.since(Temporal.Instant.from(attempt.begunAt)).total('seconds')
    return attempt.door === door && age >= 0 && age <= ATTEMPT_SECONDS ? attempt : null
  } catch {
    return null
  }
}
