import type { MembershipRole } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'

/** How long somebody who has proved who they are may take to say whose account that is. As long as a sign-in link: they may wait for one. */
export const ARRIVAL_LIFE = Temporal.Duration.from({ minutes: 60 })

/** How long a role from DfE Sign-in counts without being confirmed. Source: standards.md, 2.3 (docs/adr/0011). */
export const ROLE_CONFIRMED_FOR = Temporal.Duration.from({ minutes: 15 })

/** When a role in use is asked about again: early enough that one slow answer takes nothing from anybody. */
export const ASK_AGAIN_AFTER = Temporal.Duration.from({ minutes: 10 })

export type DfeRole = Exclude<MembershipRole, 'induction-tutor'>

/**
 * What an approver's choice in DfE Sign-in gives here. The codes are registered there for our service. Any other code gives
 * nothing, and nobody becomes an induction tutor in this way: schools name theirs (docs/adr/0011).
 */
const ROLE_OF_CODE: ReadonlyMap<string, DfeRole> = new Map([
  ['administrator', 'administrator'],
  ['claims', 'claims'],
  ['viewer', 'viewer'],
])

export const rolesOfCodes = (codes: readonly string[]): readonly DfeRole[] => [
  ...new Set(codes.flatMap((code) => ROLE_OF_CODE.get(code.trim().toLowerCase()) ?? [])),
]

type Ways = { readonly identities: number; readonly addresses: number }

/** Whether somebody can still get in once one identity is taken away. */
export const leavesAWayIn = ({ identities, addresses }: Ways): boolean => identities - 1 + addresses > 0

type Arrived = { readonly expiresAt: Temporal.Instant; readonly settledAt: Temporal.Instant | null }

export const isLiveArrival = ({ expiresAt, settledAt }: Arrived, now: Temporal.Instant): boolean =>
  settledAt === null && Temporal.Instant.compare(now, expiresAt) < 0
