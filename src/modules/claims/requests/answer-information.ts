import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { unforeseen } from '#src/platform/ids.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { claimById } from '../claims/claims-queries.ts'
import { REFERENCES, referenceFrom } from '../claims/reference-rules.ts'
import { toTellAt } from '../claims/to-tell-queries.ts'
import { informationReceiptEmail } from '../emails/request-emails.ts'
import { RequestId, requestStates } from './information-request.ts'
import { informationAnswered } from './request-events.ts'
import { requestPolicy } from './request-policy.ts'
import { evidenceOfClaim } from './requests-queries.ts'
import { lockRequest, saveRequest } from './requests-store.ts'

/**
 * Answers a request with words, and with the files that were uploaded to it. Everybody who answers for the organisation gets a
 * receipt. Refuses a request that is answered or settled already, and one to which a file was given that was not accepted.
 */
export const answerInformation = command({
  name: 'claims.answer-information',
  input: z.object({ requestId: RequestId, seen: z.int(), answer: z.string().trim().min(1).max(5_000) }),
  refusals: ['not-open', 'changed-since', 'infected-file'],
  records: [informationAnswered.name],
  async run({ tx, actor, now, baseUrl, refuse }, { requestId, seen, answer }) {
    const request = (await lockRequest(tx, requestId)) ?? refuse('not-found')
    demand(requestPolicy.answer(actor, request))
    const status = requestStates.move('answer', request.status)
    if (status === null) return refuse('not-open', { status: request.status, by: request.answeredByName })
    if (request.revision !== seen) return refuse('changed-since')
    const files = (await evidenceOfClaim(tx, request.claimId)).filter((file) => file.requestId === requestId)
    if (files.some(({ scan }) => scan === 'infected')) return refuse('infected-file')
    const claim = (await claimById(tx, request.claimId)) ?? refuse('not-found')
    const receipt = `R${referenceFrom(unforeseen(REFERENCES))}`
    await saveRequest(tx, requestId, {
      ...{ status, answer, answered_by: actor.accountId, answered_by_name: actor.name, answered_at: now, receipt },
    })
    const told = await toTellAt(tx, { organisationId: request.organisationId, kind: 'must' })
    return {
      value: { receipt },
      events: [
        informationAnswered.of(claimSubjects(claim), {
          ...{ reference: claim.reference, topic: request.topic, receipt, files: files.length },
        }),
      ],
      send: told.map((to) =>
        informationReceiptEmail({ to, claim, request, receipt, files: files.map(({ fileName }) => fileName), baseUrl }),
      ),
    }
  },
})
