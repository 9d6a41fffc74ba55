import { z } from 'zod'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { claimById } from '../claims/claims-queries.ts'
import { RequestId } from './information-request.ts'
import { informationTimeAsked } from './request-events.ts'
import { requestPolicy } from './request-policy.ts'
import { lockRequest, saveRequest } from './requests-store.ts'

/**
 * Asks DfE for more time to answer a request, with the reason. Until DfE answers the day stays as it is. Refuses a day that is not
 * later, and what a colleague has asked for already.
 */
export const askForMoreTime = command({
  name: 'claims.ask-for-more-time',
  input: z.object({
    requestId: RequestId,
    seen: z.int(),
    until: z.instanceof(Temporal.PlainDate),
    because: z.string().trim().min(1).max(1_000),
  }),
  refusals: ['not-open', 'changed-since', 'asked-already', 'not-later'],
  records: [informationTimeAsked.name],
  async run({ tx, actor, refuse }, { requestId, seen, until, because }) {
    const request = (await lockRequest(tx, requestId)) ?? refuse('not-found')
    demand(requestPolicy.answer(actor, request))
    if (request.status !== 'open') return refuse('not-open', { status: request.status })
    if (request.extension !== null) return refuse('asked-already', { until: request.extension.until.toString() })
    if (request.revision !== seen) return refuse('changed-since')
    if (Temporal.PlainDate.compare(until, request.dueOn) <= 0) return refuse('not-later')
    const claim = (await claimById(tx, request.claimId)) ?? refuse('not-found')
    await saveRequest(tx, requestId, { extension_asked_until: until, extension_asked_because: because })
    const about = { reference: claim.reference, topic: request.topic, until: dateText(until), reason: because }
    return { value: { requestId }, events: [informationTimeAsked.of(claimSubjects(claim), about)] }
  },
})
