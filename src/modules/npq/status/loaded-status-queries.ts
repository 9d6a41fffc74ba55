import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { bankHolidaysFrom, type Person, personById } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import type { WorkDetailsVersion } from '../work-details/work-details.ts'
import { workDetailsOf } from '../work-details/work-details-queries.ts'
import { type Change, type ChangeLink, changeLinksOf } from './change-links-rules.ts'
import { type NextStep, nextStepOf } from './next-steps-rules.ts'
import { type PreviousProvider, previousProvidersOf } from './previous-providers-queries.ts'
import { isOpenFor, isPast, type NextState, nextStateOf } from './state-rules.ts'
import type { RegistrationStatusView } from './status.ts'
import { statusesOf, statusOf } from './status-queries.ts'

/** All that the page of a registration shows besides its history. */
export type LoadedStatus = {
  readonly view: RegistrationStatusView
  readonly state: NextState
  readonly next: NextStep
  readonly previousProviders: readonly PreviousProvider[]
  /** Every version, the newest first: the first is what counts. */
  readonly work: readonly WorkDetailsVersion[]
  readonly person: Person | null
  readonly changes: Readonly<Record<Change, ChangeLink>>
}

type Asked = {
  readonly id: string
  readonly now: Temporal.Instant
  /** The person; null for staff, who may choose courses and providers for others at any time. */
  readonly lookedAtBy: string | null
}

/** Null when there is no such registration. What can be changed is for whoever looks. At most eight queries. */
export async function loadStatus(reader: Reader, { id, now, lookedAtBy }: Asked): Promise<LoadedStatus | null> {
  const view = await statusOf(reader, id)
  if (!view) return null
  const { registration } = view
  const holidays = await bankHolidaysFrom(reader, londonDate(registration.createdAt))
  const today = londonDate(now)
  const state = nextStateOf(view, { today, holidays })
  const isOpen = lookedAtBy !== registration.personId || isOpenFor(view, today)
  return {
    view,
    state,
    next: nextStepOf({ view, state, holidays }),
    previousProviders: await previousProvidersOf(reader, id),
    work: await workDetailsOf(reader, id),
    person: await personById(reader, registration.personId),
    changes: changeLinksOf(id, await changeFactsOf(reader, registration), {
      isOpen,
      isReleaseAsked: view.progress.isReleaseAsked,
    }),
  }
}

/** A line of the list of somebody's registrations. */
export type ListedStatus = { readonly view: RegistrationStatusView; readonly next: NextStep; readonly isPast: boolean }

/** All of a person's registrations with what happens next, newest first. Three queries, however many there are. */
export async function loadStatuses(
  reader: Reader,
  { personId, now }: { readonly personId: string; readonly now: Temporal.Instant },
): Promise<readonly ListedStatus[]> {
  const views = await statusesOf(reader, personId)
  const oldest = views.at(-1)?.registration.createdAt
  if (oldest === undefined) return []
  const holidays = await bankHolidaysFrom(reader, londonDate(oldest))
  return views.map((view) => {
    const state = nextStateOf(view, { today: londonDate(now), holidays })
    return { view, next: nextStepOf({ view, state, holidays }), isPast: isPast(state) }
  })
}
