import type { CommandContext } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { How, WhyNotChanged } from '../registrations/change-rules.ts'
import { applyChange, type NewCourse } from './apply-change.ts'
import { openRequestFor } from './change-requests-store.ts'
import { isOpen, type Locked } from './lock-for-change.ts'
import { eventOf, messagesOf, namesOf } from './tell-change.ts'

type Refuse = (code: 'not-possible' | 'closed' | 'already-asked', facts?: Record<string, unknown>) => never

type Work = Pick<CommandContext, 'actor' | 'now' | 'baseUrl'> & { readonly tx: Tx; readonly refuse: Refuse }

type Rule = ({ readonly allowed: true } & How) | { readonly allowed: false; readonly because: WhyNotChanged }

/** How a change is made, if its state, the time of registration and an open request allow it. Staff may also when it is closed. */
export async function howToChange(
  { tx, now, refuse }: Pick<Work, 'tx' | 'now' | 'refuse'>,
  { registration, byStaff }: Locked,
  rule: Rule,
): Promise<How['how']> {
  if (!rule.allowed) return refuse('not-possible', { because: rule.because })
  if (!byStaff && !(await isOpen(tx, registration.cohort, now))) refuse('closed')
  // A request left open of a registration that is pending again comes to nothing: the change itself settles it.
  const isAsked = rule.how === 'released-by-provider' && (await openRequestFor(tx, registration.id)) !== null
  return isAsked ? refuse('already-asked') : rule.how
}

type Change = { readonly locked: Locked; readonly providerId: string; readonly newCourse: NewCourse | null }

/** Makes a change that nobody else must agree to, and tells everybody concerned: the outcome of its command. */
export async function changeNow(
  { tx, actor, now, baseUrl }: Omit<Work, 'refuse'>,
  { locked, providerId, newCourse }: Change,
) {
  const { registration, view, byStaff } = locked
  const applied = await applyChange(tx, {
    ...{ registration, funding: view.decision, cohortFunding: view.cohort.funding, providerId, newCourse },
    ...{ because: byStaff ? 'changed-by-staff' : 'changed-by-participant', by: actor.accountId, now },
  })
  const names = {
    before: { course: view.course.name, provider: view.provider.name },
    after: await namesOf(tx, applied.after.registration),
  }
  const made = { ...applied, names, cohortName: view.cohort.name, isReleased: false, byStaff, baseUrl, now }
  return { events: [eventOf(made)] as const, send: await messagesOf(tx, made) }
}
