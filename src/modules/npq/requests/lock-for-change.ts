import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { CommandContext } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { lockPeople } from '../../directory/public.ts'
import { cohortsOn } from '../courses/courses-queries.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import type { ChangeFacts } from '../registrations/change-rules.ts'
import { isLive, type Registration } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { registrationById, registrationsOf } from '../registrations/registrations-queries.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import type { RegistrationStatusView } from '../status/status.ts'
import { statusOf } from '../status/status-queries.ts'

type Refuse = (code: 'not-found' | 'reason-needed' | 'changed-since', facts?: Record<string, unknown>) => never

type Work = Pick<CommandContext, 'actor' | 'process' | 'now'> & { readonly tx: Tx; readonly refuse: Refuse }

/** The registration, and the revision of it that whoever changes it was shown. */
type Asked = { readonly registrationId: string; readonly seen: number }

export type Locked = {
  readonly registration: Registration
  readonly view: RegistrationStatusView
  readonly facts: ChangeFacts
  /** Whether it is somebody else's: staff, who say why. */
  readonly byStaff: boolean
}

/**
 * Holds a registration, and its person: so that of two commands that would give somebody a second live registration for a course
 * one sees what the other did. Refuses one that has changed since it was shown (`changed-since`, with its `status` now).
 */
export async function lockForChange(work: Work, { registrationId, seen }: Asked): Promise<Locked> {
  const { tx, actor, process, refuse } = work
  const known = (await registrationById(tx, registrationId)) ?? refuse('not-found')
  await lockPeople(tx, [known.personId])
  const registration = (await lockRegistration(tx, registrationId)) ?? refuse('not-found')
  demand(registrationPolicy.change(actor, registration))
  const byStaff = actor.personId !== registration.personId
  if (byStaff && process.reason === null) refuse('reason-needed')
  if (registration.revision !== seen) refuse('changed-since', { status: registration.status })
  const view = (await statusOf(tx, registrationId)) ?? refuse('not-found')
  return { registration, view, facts: await changeFactsOf(tx, registration), byStaff }
}

/** Another live registration of the person for the course in the cohort: the rule that nobody has two. */
export async function otherLive(
  tx: Tx,
  { id, personId, cohort }: Registration,
  course: Registration['course'],
): Promise<Registration | null> {
  const all = await registrationsOf(tx, personId)
  return all.find((one) => one.id !== id && one.course === course && one.cohort === cohort && isLive(one)) ?? null
}

/** Whether people may choose a course and a provider in the cohort today. Staff may at any time, with a reason. */
export const isOpen = async (tx: Tx, cohort: string, now: CommandContext['now']): Promise<boolean> =>
  (await cohortsOn(tx, londonDate(now))).some(({ identifier, isOpen: open }) => identifier === cohort && open)
