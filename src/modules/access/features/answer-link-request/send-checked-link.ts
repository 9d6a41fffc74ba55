import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { CHECK_KINDS, LinkRequestId } from '../../link-requests/link-request.ts'
import { linkRequestAnswered } from '../../link-requests/link-request-events.ts'
import { linkRequestPolicy } from '../../link-requests/link-request-policy.ts'
import { linkRequestStates } from '../../link-requests/link-request-states.ts'
import { answerRequest, lockLinkRequestById } from '../../link-requests/link-requests-store.ts'
import { newsOfAnswer } from '../../link-requests/news-of-answer.ts'
import { eligibleSchool, sendLinkTo } from '../../nominations/send-link.ts'

/** A check is who was asked and what they said: never empty, because it stands for the school's own mailbox. */
export const Check = z.object({ kind: z.enum(CHECK_KINDS), note: z.string().min(1) })

/**
 * Sends a school's link to an address that staff have confirmed with the school, with the recorded check. The requester and
 * the mailboxes that we have for the school are told. Refuses a request that staff do not have, or have answered.
 */
export const sendCheckedLink = command({
  name: 'access.send-checked-link',
  input: z.object({ id: LinkRequestId, check: Check, address: z.string().min(3) }),
  refusals: ['not-with-staff', 'not-eligible'],
  records: [linkRequestAnswered.name, nominationLinkSent.name],
  async run(work, { id, check, address }) {
    const { tx, actor, now, baseUrl, refuse } = work
    const request = await lockLinkRequestById(tx, id)
    if (!request) return refuse('not-found')
    demand(linkRequestPolicy.answer(actor))
    if (linkRequestStates.move('answer', request.status) === null) refuse('not-with-staff')
    const school = await eligibleSchool(work, request.organisationId)
    await answerRequest(tx, { id, check, by: actor.accountId, now })
    const sent = await sendLinkTo(work, { school, address, channel: 'checked-by-staff', linkRequestId: id })
    const sentTo = maskedAddress(address)
    const answered = linkRequestAnswered.of(
      [
        { kind: 'link-request', id },
        { kind: 'school', id: school.id },
      ],
      { check: check.kind, note: check.note, to: sentTo },
    )
    const outcome = { kind: 'link', sentTo } as const
    const news = await newsOfAnswer(tx, { request, school, outcome, address, now, baseUrl })
    return { value: sent.value, events: [answered, ...sent.events], send: [...sent.send, ...news] }
  },
})
