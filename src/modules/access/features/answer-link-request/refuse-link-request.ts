import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { schoolById } from '../../../directory/public.ts'
import { LinkRequestId } from '../../link-requests/link-request.ts'
import { linkRequestRefused } from '../../link-requests/link-request-events.ts'
import { linkRequestPolicy } from '../../link-requests/link-request-policy.ts'
import { linkRequestStates } from '../../link-requests/link-request-states.ts'
import { lockLinkRequestById, refuseRequest } from '../../link-requests/link-requests-store.ts'
import { newsOfAnswer } from '../../link-requests/news-of-answer.ts'

/** Sends no link, and tells the requester why. */
export const refuseLinkRequest = command({
  name: 'access.refuse-link-request',
  input: z.object({ id: LinkRequestId, because: z.string().min(1) }),
  refusals: ['not-with-staff'],
  records: [linkRequestRefused.name],
  async run({ tx, actor, now, baseUrl, refuse }, { id, because }) {
    const request = await lockLinkRequestById(tx, id)
    const school = request && (await schoolById(tx, request.organisationId))
    if (!request || !school) return refuse('not-found')
    demand(linkRequestPolicy.answer(actor))
    if (linkRequestStates.move('refuse', request.status) === null) refuse('not-with-staff')
    await refuseRequest(tx, { id, by: actor.accountId, now, because })
    const refused = linkRequestRefused.of(
      [
        { kind: 'link-request', id },
        { kind: 'school', id: school.id },
      ],
      { because },
    )
    const outcome = { kind: 'refused', because } as const
    const send = await newsOfAnswer(tx, { request, school, outcome, address: null, now, baseUrl })
    return { value: null, events: [refused], send }
  },
})
