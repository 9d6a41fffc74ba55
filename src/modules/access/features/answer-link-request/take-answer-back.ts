import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { LinkRequestId } from '../../link-requests/link-request.ts'
import { linkRequestAnswerTakenBack } from '../../link-requests/link-request-events.ts'
import { linkRequestPolicy } from '../../link-requests/link-request-policy.ts'
import { linkRequestStates } from '../../link-requests/link-request-states.ts'
import { nominatedSince } from '../../link-requests/link-requests-queries.ts'
import { lockLinkRequestById, takeAnswerBack } from '../../link-requests/link-requests-store.ts'

/**
 * Undoes an answer: what was sent for it no longer works, and staff have the request again. Refuses a request without an
 * answer, and one with which the school has nominated somebody since: that is put right with the nomination.
 */
export const takeBackAnswer = command({
  name: 'access.take-back-link-request-answer',
  input: z.object({ id: LinkRequestId }),
  refusals: ['not-answered', 'used'],
  records: [linkRequestAnswerTakenBack.name],
  async run({ tx, actor, now, refuse }, { id }) {
    const request = await lockLinkRequestById(tx, id)
    if (!request) return refuse('not-found')
    demand(linkRequestPolicy.answer(actor))
    if (linkRequestStates.move('takeBack', request.status) === null || !request.decidedAt) return refuse('not-answered')
    if (await nominatedSince(tx, request.organisationId, request.decidedAt)) refuse('used')
    const links = await takeAnswerBack(tx, id, now)
    const event = linkRequestAnswerTakenBack.of(
      [
        { kind: 'link-request', id },
        { kind: 'school', id: request.organisationId },
      ],
      { links },
    )
    return { value: null, events: [event] }
  },
})
