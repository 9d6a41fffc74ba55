import { createHash } from 'node:crypto'
import { Temporal } from '#src/kit/dates.ts'
import { type Reply, redirectTo, type WebRequest } from '#src/platform/http/route.ts'
import { type Token, takeToken, wasCounted } from '#src/platform/rate-limits/rate-limits-store.ts'
import { forgetAsked, rememberAsked } from '../../proofs/asked-sign-in.ts'
import { folded } from '../../proofs/proof-rules.ts'
import { signedInBefore } from '../../proofs/proofs-queries.ts'
import {
  BROWSER_MEMORY,
  IP_STAYS_KNOWN,
  SENDS_AT_ONCE,
  SENDS_FROM_KNOWN_BROWSER,
  SENDS_FROM_ONE_IP,
  SENDS_FROM_ONE_KNOWN_IP,
} from '../../proofs/sign-in-rules.ts'
import { takeReturn } from '../../proofs/way-back.ts'

/** What this browser remembers on the way in: the link that it opened. */
const LINK = 'sign-in-link'

const SECONDS = BROWSER_MEMORY.total('seconds')

export const openedToken = ({ cookies }: WebRequest): string | undefined => cookies.get(LINK)

/** Remembers the message and goes to where its code can be entered. */
export function goToCheckYourEmail(request: WebRequest, proofId: string): Reply {
  rememberAsked(request, proofId)
  return redirectTo('/sign-in/check-your-email')
}

/** Takes the token out of the address bar, where histories and screens would keep it. */
export function goToConfirm({ cookies }: WebRequest, token: string | null): Reply {
  if (token) cookies.set(LINK, token, SECONDS)
  else cookies.clear(LINK)
  return redirectTo('/sign-in/confirm')
}

/** Begins the session, forgets the way in, and goes on to where the visitor was going. */
export async function enter(request: WebRequest, accountId: string): Promise<Reply> {
  const { cookies, session } = request
  await session.start(accountId, 'email')
  await noteKnownIp(request)
  forgetAsked(request)
  cookies.clear(LINK)
  return redirectTo(takeReturn(request) ?? '/home')
}

/** Moments leave a command's facts as they went in; what is not one is a bug. */
export function momentIn(facts: Readonly<Record<string, unknown>>, name: string): Temporal.Instant {
  const moment = facts[name]
  if (!(moment instanceof Temporal.Instant)) throw new Error(`${name} is not a moment`)
  return moment
}

/**
 * Requests for one address in the same few seconds, before any of them is counted against the line: of many at once each would
 * see that the address has room. The same for every address.
 */
export const takeBurstAllowance = ({ db, now }: WebRequest, address: string): Promise<Token> =>
  takeToken(db, { ...SENDS_AT_ONCE, key: keyOf('sign-in-emails-to', folded(address)), now })

/**
 * Counts one message asked for from this visitor's internet address. The same for every address that is typed. A robot on the
 * line can use all of it up: whoever has signed in with this browser before then has an allowance of their own.
 */
export async function takeIpAllowance(request: WebRequest): Promise<Token> {
  const { db, ip, now } = request
  const known = await wasCounted(db, { ...IP_STAYS_KNOWN, key: keyOf('signed-in-from', ip), now })
  const limit = known ? SENDS_FROM_ONE_KNOWN_IP : SENDS_FROM_ONE_IP
  const token = await takeToken(db, { ...limit, key: keyOf('sign-in-emails-from', ip), now })
  if (token.taken || !(await signedInBefore(db, request.browserHash))) return token
  const key = keyOf('sign-in-emails-from-browser', request.browserHash.toString('base64url'))
  return takeToken(db, { ...SENDS_FROM_KNOWN_BROWSER, key, now })
}

/** Somebody has signed in from here: whoever shares the line is more likely a colleague than a robot. */
const noteKnownIp = ({ db, ip, now }: WebRequest): Promise<Token> =>
  takeToken(db, { ...IP_STAYS_KNOWN, key: keyOf('signed-in-from', ip), now })

const keyOf = (purpose: string, text: string): string =>
  `access.${purpose}:${createHash('sha256').update(text).digest('base64url')}`
