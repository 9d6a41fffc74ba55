import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { personById } from '../../directory/public.ts'
import { partyOf, toTellAtProvider } from '../acceptance/parties-queries.ts'
import { withdrawnEmail, withdrawnProviderEmail } from '../emails/change-emails.ts'
import { withdrawal } from '../registrations/change-rules.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { publicStateOf } from '../registrations/public-state-rules.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationWithdrawn } from '../registrations/registration-events.ts'
import { registrationStates } from '../registrations/registration-states.ts'
import { saveRegistration } from '../registrations/registrations-store.ts'
import { openRequestFor, settleRequest } from './change-requests-store.ts'
import { type Locked, lockForChange } from './lock-for-change.ts'
import { subjectsOf } from './tell-change.ts'

/**
 * Ends a pending registration for its owner, who can register again afterwards. `seen` is the revision that was shown: when the
 * provider accepts meanwhile they are told so instead.
 */
export const withdrawRegistration = command({
  name: 'npq.withdraw-registration',
  input: z.object({ registrationId: RegistrationId, seen: z.int() }),
  refusals: ['reason-needed', 'changed-since', 'not-possible'],
  records: [registrationWithdrawn.name],
  async run(work, { registrationId, seen }) {
    const { tx, actor, now, baseUrl, refuse } = work
    const locked = await lockForChange(work, { registrationId, seen })
    const { registration, view } = locked
    const allowed = withdrawal(locked.facts)
    const status = registrationStates.move('withdraw', registration.status)
    if (!allowed.allowed) return refuse('not-possible', { because: allowed.because })
    if (status === null) return refuse('changed-since', { status: registration.status })
    const after: Registration = { ...registration, status, endedAt: now }
    await saveRegistration(tx, after, now)
    const shown = { before: { ...publicStateOf(registration) }, after: { ...publicStateOf(after) } }
    await recordChange(tx, { registration, kind: 'withdrawn', ...shown, now })
    const open = await openRequestFor(tx, registrationId)
    if (open) await settleRequest(tx, { id: open.id, move: 'takeBack', by: actor.accountId, now })
    return {
      value: { registrationId },
      events: [
        registrationWithdrawn.of(subjectsOf(registration, registration.providerId), {
          ...{ cohort: registration.cohort, course: view.course.name, provider: view.provider.name },
          status: { before: registration.status, after: status },
        }),
      ],
      send: await messagesOf(tx, locked, baseUrl),
    }
  },
})

async function messagesOf(tx: Tx, locked: Locked, baseUrl: string): Promise<readonly OutgoingEmail[]> {
  const { registration, view, byStaff } = locked
  const told = {
    ...{ registrationId: registration.id, occasion: String(registration.revision + 1), byStaff, baseUrl },
    ...{ courseName: view.course.name, cohortName: view.cohort.name, providerName: view.provider.name },
  }
  const { participant } = await partyOf(tx, registration)
  const person = await personById(tx, registration.personId)
  const colleagues = await toTellAtProvider(tx, registration.providerId)
  return [
    ...(participant ? [withdrawnEmail({ ...told, to: participant })] : []),
    ...colleagues.map((to) => withdrawnProviderEmail({ ...told, to, participant: person?.name ?? '' })),
  ]
}
