import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { helpAskedEmail } from '../../emails/link-request-emails.ts'
import { linkRequestPassedToStaff } from '../../link-requests/link-request-events.ts'
import { linkRequestStates } from '../../link-requests/link-request-states.ts'
import { lockLinkRequest, passToStaff } from '../../link-requests/link-requests-store.ts'
import { eligibleSchool } from '../../nominations/send-link.ts'
import { stepAfter } from './send-again.ts'

/**
 * Hands a request to staff, when no mailbox of the school is left to try: who asks, how to reach them and what they have tried.
 * They are sent the address of their page. Refuses while a mailbox is left or has time to act (`not-yet`), and what staff have already.
 */
export const askStaff = command({
  name: 'access.ask-staff-for-link',
  input: z.object({
    reference: z.string().length(52),
    name: z.string().min(1),
    address: z.string().min(3),
    telephone: z.string().nullable(),
    explanation: z.string().min(1),
  }),
  refusals: ['not-yet', 'with-staff', 'not-eligible'],
  records: [linkRequestPassedToStaff.name],
  async run(work, { reference, ...asked }) {
    const { tx, now, baseUrl, refuse } = work
    const request = await lockLinkRequest(tx, reference, now)
    if (!request) return refuse('not-found')
    const school = await eligibleSchool(work, request.organisationId)
    if (linkRequestStates.move('askStaff', request.status) === null) refuse('with-staff')
    if ((await stepAfter(tx, request, now)).kind !== 'staff') refuse('not-yet')
    await passToStaff(tx, request.id, { ...asked, at: now })
    const subjects = [
      { kind: 'link-request', id: request.id },
      { kind: 'school', id: school.id },
    ] as const
    const { name, address: to } = asked
    return {
      value: null,
      events: [linkRequestPassedToStaff.of(subjects, { address: maskedAddress(to) })],
      send: [helpAskedEmail({ requestId: request.id, reference, to, name, school, now, baseUrl })],
    }
  },
})
