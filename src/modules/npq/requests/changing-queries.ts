import { londonDate } from '#src/kit/dates.ts'
import type { Policy } from '#src/kit/policy.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { cohortsOn } from '../courses/courses-queries.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { type ChangeFacts, courseChange, providerChange } from '../registrations/change-rules.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import type { RegistrationStatusView } from '../status/status.ts'
import { statusOf } from '../status/status-queries.ts'

/** What is changed, as its address and the pages of its status name it. */
export type ChangeOf = 'course' | 'provider'

const RULES = { course: courseChange, provider: providerChange } as const

/** A registration with what its state allows. */
export type Found = {
  readonly view: RegistrationStatusView
  readonly facts: ChangeFacts
  /** Otherwise it is staff, who say why. */
  readonly isOwn: boolean
  readonly at: { readonly registration: string }
}

/** A registration that somebody changes, as a request finds it now: it may be another than on the page before. */
export type Changing = Found & {
  readonly what: ChangeOf
  readonly rule: ReturnType<typeof courseChange>
  readonly at: {
    readonly registration: string
    /** Where the change begins, and where an open request is shown. */
    readonly start: string
    /** Where this draft's answers are checked; the beginning where there is no draft. */
    readonly check: string
  }
}

/** Null when there is no such registration. Three queries. */
export async function findRegistration({ db, params, actor }: WebRequest): Promise<Found | null> {
  const id = RegistrationId.safeParse(params['registrationId'])
  const view = id.success ? await statusOf(db, id.data) : null
  if (!view) return null
  const { registration } = view
  return {
    ...{ view, facts: await changeFactsOf(db, registration), isOwn: actor.personId === registration.personId },
    at: { registration: `/npq/registrations/${registration.id}` },
  }
}

/** The same for one kind of change, with the addresses of its journey. */
export const loadChanging =
  (what: ChangeOf) =>
  async (request: WebRequest): Promise<Changing | null> => {
    const found = await findRegistration(request)
    if (!found) return null
    const start = `${found.at.registration}/change-${what}`
    const draft = request.params['draft']
    const check = draft ? `${start}/${draft}/check-answers` : start
    return { ...found, what, rule: RULES[what](found.facts), at: { ...found.at, start, check } }
  }

/** The owner, and staff for them. */
export const changeRegistration: Policy<Pick<Changing, 'view'>> = (actor, { view }) =>
  registrationPolicy.change(actor, view.registration)

/** Whether people may choose a course and a provider in the registration's cohort today. One query. */
export const isOpenFor = async (
  { db, now }: Pick<WebRequest, 'db' | 'now'>,
  { view }: Pick<Changing, 'view'>,
): Promise<boolean> =>
  (await cohortsOn(db, londonDate(now))).some(
    ({ identifier, isOpen }) => identifier === view.registration.cohort && isOpen,
  )
