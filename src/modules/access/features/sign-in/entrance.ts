import { createHash } from 'node:crypto'
import { Temporal } from '#src/kit/dates.ts'
import { safeReturnPath } from '#src/platform/http/return-path.ts'
import { type Reply, redirectTo, type WebRequest } from '#src/platform/http/route.ts'
import { type Token, takeToken, wasCounted } from '#src/platform/rate-limits/rate-limits-store.ts'
import { BROWSER_MEMORY, IP_STAYS_KNOWN, SENDS_FROM_ONE_IP, SENDS_FROM_ONE_KNOWN_IP } from '../../sign-in-rules.ts'

/** What this browser remembers on the way in: the message that it asked for, the link that it opened, where it was going. */
const ASKED = 'sign-in-asked'
const LINK = 'sign-in-link'
const RETURN = 'return-to'

const SECONDS = BROWSER_MEMORY.total('seconds')

export const askedProofId = ({ cookies }: WebRequest): string | undefined => cookies.get(ASKED)
export const openedToken = ({ cookies }: WebRequest): string | undefined => cookies.get(LINK)

/** Remembers the message and goes to where its code can be entered. */
export function goToCheckYourEmail({ cookies }: WebRequest, proofId: string): Reply {
  cookies.set(ASKED, proofId, SECONDS)
  return redirectTo('/sign-in/check-your-email')
}

export function rememberReturn({ cookies }: WebRequest, path: string | undefined) {
  const safe = safeReturnPath(path)
  if (safe) cookies.set(RETURN, safe, SECONDS)
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
  const path = safeReturnPath(cookies.get(RETURN))
  await session.start(accountId, 'email')
  await noteKnownIp(request)
  for (const name of [ASKED, LINK, RETURN]) cookies.clear(name)
  return redirectTo(path ?? '/home')
}

/** Moments leave a command's facts as they went in; what is not one is a bug. */
export function momentIn(facts: Readonly<Record<string, unknown>>, name: string): Temporal.Instant {
  const moment = facts[name]
  if (!(moment instanceof Temporal.Instant)) throw new Error(`${name} is not a moment`)
  return moment
}

/** Counts one message asked for from this visitor's internet address. The same for every address that is typed. */
export async function takeIpAllowance({ db, ip, now }: WebRequest): Promise<Token> {
  const known = await wasCounted(db, { ...IP_STAYS_KNOWN, key: keyOf('signed-in-from', ip), now })
  const limit = known ? SENDS_FROM_ONE_KNOWN_IP : SENDS_FROM_ONE_IP
  return takeToken(db, { ...limit, key: keyOf('sign-in-emails-from', ip), now })
}

/** Somebody has signed in from here: whoever shares the line is more likely a colleague than a robot. */
const noteKnownIp = ({ db, ip, now }: WebRequest): Promise<Token> =>
  takeToken(db, { ...IP_STAYS_KNOWN, key: keyOf('signed-in-from', ip), now })

const keyOf = (purpose: string, ip: string): string =>
  `access.${purpose}:${createHash('sha256').update(ip).digest('base64url')}`
