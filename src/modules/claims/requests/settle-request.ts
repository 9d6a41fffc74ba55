import { z } from 'zod'
import { dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { claimById } from '../claims/claims-queries.ts'
import { toTellAt } from '../claims/to-tell-queries.ts'
import { informationAskedAgainEmail } from '../emails/request-emails.ts'
import { RequestId, requestStates } from './information-request.ts'
import {
  informationPostponed,
  informationReopened,
  informationSettled,
  informationTimeRefused,
} from './request-events.ts'
import { requestPolicy } from './request-policy.ts'
import { lockRequest, saveRequest } from './requests-store.ts'

const REFUSALS = ['reason-needed', 'changed-since', 'not-possible'] as const

/** Staff settle a request because its answer is enough, or cancel it because it is not needed any more; with the reason. */
export const settleRequest = command({
  name: 'claims.settle-request',
  input: z.object({ requestId: RequestId, seen: z.int(), how: z.enum(['settled', 'cancelled']) }),
  refusals: REFUSALS,
  records: [informationSettled.name],
  async run({ tx, actor, now, process, refuse }, { requestId, seen, how }) {
    demand(requestPolicy.settle(actor, undefined))
    if (process.reason === null) return refuse('reason-needed')
    const request = (await lockRequest(tx, requestId)) ?? refuse('not-found')
    if (request.revision !== seen) return refuse('changed-since')
    const status = requestStates.move(how === 'settled' ? 'settle' : 'cancel', request.status)
    if (status === null) return refuse('not-possible', { status: request.status })
    const claim = (await claimById(tx, request.claimId)) ?? refuse('not-found')
    await saveRequest(tx, requestId, { status, settled_at: now, settled_because: process.reason })
    const about = { reference: claim.reference, topic: request.topic, reason: process.reason, how }
    return { value: { requestId }, events: [informationSettled.of(claimSubjects(claim), about)] }
  },
})

/**
 * Staff ask again, because the answer was not enough, or give more time; with the reason and a day that has not passed. The day that
 * stands already is a no to whoever asked for more time.
 */
export const reopenRequest = command({
  name: 'claims.reopen-request',
  input: z.object({ requestId: RequestId, seen: z.int(), dueOn: z.instanceof(Temporal.PlainDate) }),
  refusals: [...REFUSALS, 'day-passed'],
  records: [informationReopened.name, informationPostponed.name, informationTimeRefused.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { requestId, seen, dueOn }) {
    demand(requestPolicy.settle(actor, undefined))
    const { reason } = process
    if (reason === null) return refuse('reason-needed')
    const request = (await lockRequest(tx, requestId)) ?? refuse('not-found')
    if (request.revision !== seen) return refuse('changed-since')
    if (Temporal.PlainDate.compare(dueOn, londonDate(now)) < 0) return refuse('day-passed')
    const isOpen = request.status === 'open'
    const status = isOpen ? 'open' : requestStates.move('reopen', request.status)
    if (status === null) return refuse('not-possible', { status: request.status })
    const claim = (await claimById(tx, request.claimId)) ?? refuse('not-found')
    const isNo = isOpen && request.dueOn.equals(dueOn)
    const reminded = isNo ? {} : { reminded_at: null }
    await saveRequest(tx, requestId, { status, due_on: dueOn, ...reminded, ...NO_EXTENSION })
    const told = await toTellAt(tx, { organisationId: request.organisationId, kind: 'must' })
    const payload = { reference: claim.reference, topic: request.topic, dueOn: dateText(dueOn), reason }
    const event = eventOf({ isOpen, isNo })
    return {
      value: { requestId },
      events: [event.of(claimSubjects(claim), payload)],
      send: told.map((to) => informationAskedAgainEmail({ to, claim, request, dueOn, reason, baseUrl })),
    }
  },
})

/** What was asked for is answered. */
const NO_EXTENSION = { extension_asked_until: null, extension_asked_because: null } as const

function eventOf({ isOpen, isNo }: { readonly isOpen: boolean; readonly isNo: boolean }) {
  if (!isOpen) return informationReopened
  return isNo ? informationTimeRefused : informationPostponed
}
