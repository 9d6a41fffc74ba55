import type { Temporal } from '#src/kit/dates.ts'
import { ATTEMPT_SECONDS } from '#src/platform/oidc/attempt.ts'
import { ABSOLUTE, BROWSER_SECRET, IDLE } from '#src/platform/session/session-rules.ts'
import { waitText } from '#src/ui/wait-text.ts'

/** One cookie of ours. `minutes` is how long a browser keeps it; null: until it is closed. */
export type Cookie = {
  readonly name: string
  readonly purpose: string
  readonly minutes: number | null
  readonly note?: string
}

const inMinutes = (duration: Temporal.Duration): number => duration.total('minutes')

/** How long browsers remember a way in that has begun; cookies.test.ts compares them with the module that sets them. */
const SIGN_IN_MINUTES = 60
const STAFF_SIGN_IN_MINUTES = ATTEMPT_SECONDS / 60
const NOMINATION_MINUTES = 12 * 60

/** Every cookie that the service sets. cookies.test.ts finds them in the code: one that is not here fails it. */
export const COOKIES: readonly Cookie[] = [
  {
    name: 'session',
    purpose: 'Keeps you signed in',
    minutes: null,
    note: `We sign you out after ${waitText(IDLE.total('seconds'))} without use, and after ${waitText(ABSOLUTE.total('seconds'))} at most`,
  },
  {
    name: 'browser',
    purpose: 'Makes sure that a form or a sign-in email is only used in the browser that asked for it',
    minutes: inMinutes(BROWSER_SECRET),
  },
  {
    name: 'sign-in-asked',
    purpose: 'Remembers which sign-in email you asked for, so that you can enter its code',
    minutes: SIGN_IN_MINUTES,
  },
  {
    name: 'sign-in-link',
    purpose: 'Remembers the sign-in link that you opened, so that it is not shown in the address',
    minutes: SIGN_IN_MINUTES,
  },
  { name: 'return-to', purpose: 'Remembers the page that you wanted before you signed in', minutes: SIGN_IN_MINUTES },
  {
    name: 'nomination-link',
    purpose:
      'Remembers the link to nominate an induction tutor that you opened, so that it is not shown in the address',
    minutes: NOMINATION_MINUTES,
  },
  {
    name: 'staff-sign-in',
    purpose: 'Makes sure that staff come back from DfE Sign-in to the browser that they left',
    minutes: STAFF_SIGN_IN_MINUTES,
  },
  {
    name: 'staff-return-to',
    purpose: 'Remembers the page that staff wanted before they signed in',
    minutes: STAFF_SIGN_IN_MINUTES,
  },
]
