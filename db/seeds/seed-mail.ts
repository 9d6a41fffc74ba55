import type { Temporal } from '#src/kit/dates.ts'
import { attemptMessage } from '#src/platform/email/attempt-message.ts'
import { developmentTransport } from '#src/platform/email/development-transport.ts'
import { SENDING } from '#src/platform/email/email-rules.ts'
import { leaseDue } from '#src/platform/email/leases-store.ts'
import { silentLog } from '#src/platform/log.ts'
import type { Seeding } from './seeding.ts'

/** Delivers what was sent up to a moment of the world's history, then and not when the platform first starts. */
export async function deliverMail({ db, baseUrl }: Seeding, at: Temporal.Instant): Promise<void> {
  const clock = { now: () => at }
  const transport = developmentTransport(db, clock)
  const sending = { db, transport, clock, baseUrl, figures: SENDING, log: silentLog, random: () => 0 }
  for (const lane of ['at-once', 'others'] as const) {
    for (;;) {
      const leased = await leaseDue(db, { lane, limit: 50, now: at, messagesASecond: null, figures: SENDING })
      if (leased.length === 0) break
      for (const message of leased) await attemptMessage(sending, message, performance.now())
    }
  }
}
