import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { bankHolidaysFrom, contactsOf } from '../../../directory/public.ts'
import { nominationLinkSent } from '../../access-events.ts'
import type { LinkRequest } from '../../link-requests/link-request.ts'
import { type NextStep, nextStep, resendTo } from '../../link-requests/link-request-rules.ts'
import { linksOfRequest } from '../../link-requests/link-requests-queries.ts'
import { lockLinkRequest, noteSending } from '../../link-requests/link-requests-store.ts'
import { REQUEST_REFUSALS, respectMailboxLimit } from '../../nominations/mailbox-limit.ts'
import { maySendLink } from '../../nominations/nomination-rules.ts'
import { eligibleSchool, respectSchoolLimits, sendLinkTo } from '../../nominations/send-link.ts'
import { nominationSends } from '../../proofs/proofs-queries.ts'

const Reference = z.object({ reference: z.string().length(52) })

/** Sends the link of a request once more, to the mailbox that it went to before while that may have one. */
export const resendNominationLink = command({
  name: 'access.resend-nomination-link',
  input: Reference,
  refusals: ['with-staff', ...REQUEST_REFUSALS],
  records: [nominationLinkSent.name],
  async run(work, { reference }) {
    const { tx, now, refuse } = work
    const request = await lockLinkRequest(tx, reference, now)
    if (!request) return refuse('not-found')
    const school = await eligibleSchool(work, request.organisationId)
    const target = resendTo(await linksOfRequest(tx, request.id), await contactsOf(tx, request.organisationId))
    if (!target) return refuse('no-contact')
    await respectSchoolLimits(work, request.organisationId)
    await respectMailboxLimit(work, target.address)
    if (!(await noteSending(tx, request))) refuse('with-staff')
    return sendLinkTo(work, { school, ...target, linkRequestId: request.id })
  },
})

/**
 * Sends the link of a request to the next mailbox of the school, when the last one cannot be reached or nobody acts there.
 * Another mailbox need not wait for the five minutes of the one before; the limit of the day stands.
 */
export const sendToNextChannel = command({
  name: 'access.send-nomination-link-to-next-channel',
  input: Reference,
  refusals: ['with-staff', 'not-yet', ...REQUEST_REFUSALS],
  records: [nominationLinkSent.name],
  async run(work, { reference }) {
    const { tx, now, refuse } = work
    const request = await lockLinkRequest(tx, reference, now)
    if (!request) return refuse('not-found')
    const school = await eligibleSchool(work, request.organisationId)
    const step = await stepAfter(tx, request, now)
    if (step.kind !== 'contact') return refuse('not-yet')
    const decision = maySendLink(await nominationSends(tx, request.organisationId, now), now)
    if (!decision.allowed && decision.reason === 'too-many') refuse('too-many', { at: decision.at })
    await respectMailboxLimit(work, step.contact.address)
    if (!(await noteSending(tx, request))) refuse('with-staff')
    return sendLinkTo(work, { school, ...channelOf(step), linkRequestId: request.id })
  },
})

const channelOf = ({ contact: { address, channel } }: Extract<NextStep, { kind: 'contact' }>) => ({ address, channel })

/** What comes next for a request, looked at under its lock. */
export async function stepAfter(tx: Tx, request: LinkRequest, now: Temporal.Instant): Promise<NextStep> {
  return nextStep({
    tried: await linksOfRequest(tx, request.id),
    contacts: await contactsOf(tx, request.organisationId),
    holidays: await bankHolidaysFrom(tx, londonDate(request.createdAt)),
    now,
  })
}
