import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { insertLetter } from '../../link-requests/letters-store.ts'
import { LinkRequestId } from '../../link-requests/link-request.ts'
import { nominationLetterPrinted } from '../../link-requests/link-request-events.ts'
import { linkRequestPolicy } from '../../link-requests/link-request-policy.ts'
import { linkRequestStates } from '../../link-requests/link-request-states.ts'
import { answerRequest, lockLinkRequestById } from '../../link-requests/link-requests-store.ts'
import { newsOfAnswer } from '../../link-requests/news-of-answer.ts'
import { eligibleSchool } from '../../nominations/send-link.ts'
import { codeOfToken, hashCode, hashOfToken, newToken } from '../../proofs/proof-secrets.ts'
import { Check } from './send-checked-link.ts'

/**
 * Answers a request with a letter to the headteacher, with the recorded check. `letter` is the secret of the page that is
 * printed, from which its code comes; only the code's hash is kept, so that it can be read on paper alone. Refuses as sending a checked link does.
 */
export const printLetter = command({
  name: 'access.print-nomination-letter',
  input: z.object({ id: LinkRequestId, check: Check, letter: z.string().length(52) }),
  refusals: ['not-with-staff', 'not-eligible'],
  records: [nominationLetterPrinted.name],
  async run(work, { id, check, letter }) {
    const { tx, actor, now, baseUrl, refuse } = work
    const request = await lockLinkRequestById(tx, id)
    if (!request) return refuse('not-found')
    demand(linkRequestPolicy.answer(actor))
    if (linkRequestStates.move('answer', request.status) === null) refuse('not-with-staff')
    const school = await eligibleSchool(work, request.organisationId)
    await answerRequest(tx, { id, check, by: actor.accountId, now })
    const { proofId, expiresAt } = await insertLetter(tx, {
      ...{ organisationId: school.id, linkRequestId: id, now },
      ...{ code: await hashCode(codeOfToken(letter)), tokenHash: hashOfToken(newToken()) },
    })
    const expiresOn = londonDate(expiresAt).toString()
    const printed = nominationLetterPrinted.of(
      [
        { kind: 'link-request', id },
        { kind: 'school', id: school.id },
        { kind: 'proof', id: proofId },
      ],
      { check: check.kind, note: check.note, expiresOn },
    )
    const outcome = { kind: 'letter' } as const
    const send = await newsOfAnswer(tx, { request, school, outcome, address: null, now, baseUrl })
    return { value: { expiresOn }, events: [printed], send }
  },
})
