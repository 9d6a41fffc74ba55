import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'

/** How long somebody may take at the sign-in service. The same as a code of ours (OWASP ASVS 5.0, 6.5.5). */
export const ATTEMPT_SECONDS = 600

const Attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  fresh: z.boolean(),
  begunAt: z.string(),
})

/** What ties the way back to the way there: kept by the browser in a cookie that no script can read. */
export type Attempt = z.output<typeof Attempt>

export const writeAttempt = (attempt: Attempt): string => Buffer.from(JSON.stringify(attempt)).toString('base64url')

/** The attempt, or null when there is none, it cannot be read or it is too old. */
export function readAttempt(text: string | undefined, now: Temporal.Instant): Attempt | null {
  if (text === undefined) return null
  try {
    const attempt = Attempt.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    const age = now.since(Temporal.Instant.from(attempt.begunAt)).total('seconds')
    return age >= 0 && age <= ATTEMPT_SECONDS ? attempt : null
  } catch {
    return null
  }
}
