import { z } from 'zod'
import { dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { workingDaysAfter } from '#src/kit/working-days.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { bankHolidaysFrom, organisationById } from '../../directory/public.ts'
import { ClaimId, LineId } from '../claims/claim.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { lockClaim } from '../claims/claims-store.ts'
import { toTellAt } from '../claims/to-tell-queries.ts'
import { informationAskedEmail } from '../emails/request-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { REQUEST_TOPICS, RequestId } from './information-request.ts'
import { informationAsked } from './request-events.ts'
import { requestPolicy } from './request-policy.ts'
import { insertRequest } from './requests-store.ts'

/**
 * Asks the school or the provider of a claim for information. Staff ask either; a provider asks the school. Without a day, it is
 * due after the working days of the figure `information-answer`. Refuses a day that has passed, and a claim that was not sent.
 */
export const askForInformation = command({
  name: 'claims.ask-for-information',
  input: z.object({
    claimId: ClaimId,
    of: z.enum(['school', 'provider']),
    lineId: LineId.nullable(),
    topic: z.enum(REQUEST_TOPICS),
    question: z.string().trim().min(1).max(2_000),
    dueOn: z.instanceof(Temporal.PlainDate).nullable(),
  }),
  refusals: ['not-sent', 'day-passed', 'unknown-mentor'],
  records: [informationAsked.name],
  async run({ tx, actor, now, baseUrl, refuse }, { claimId, of, lineId, topic, question, ...given }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(requestPolicy.ask(actor, { ...claim, of }))
    if (claim.submitted === null) return refuse('not-sent')
    if (lineId !== null && !claim.lines.some(({ id }) => id === lineId)) return refuse('unknown-mentor')
    const today = londonDate(now)
    const days = (await figuresOn(tx, now))['information-answer']
    const dueOn = given.dueOn ?? workingDaysAfter(today, days, await bankHolidaysFrom(tx, today))
    if (Temporal.PlainDate.compare(dueOn, today) < 0) return refuse('day-passed')
    const organisationId = of === 'school' ? claim.schoolId : claim.providerId
    const id = RequestId.parse(newId<string>())
    await insertRequest(tx, {
      ...{ id, claim_id: claimId, line_id: lineId, organisation_id: organisationId, what: topic, question },
      ...{ asked_by_organisation_id: actor.isStaff ? null : claim.providerId, asked_by: actor.accountId },
      ...{ asked_by_name: actor.name, asked_at: now, status: 'open', due_on: dueOn },
    })
    const name = (await organisationById(tx, organisationId))?.name ?? ''
    const told = await toTellAt(tx, { organisationId, kind: 'must' })
    return {
      value: { requestId: id },
      events: [
        informationAsked.of(claimSubjects(claim), {
          reference: claim.reference,
          topic,
          of: name,
          dueOn: dateText(dueOn),
        }),
      ],
      send: told.map((to) => informationAskedEmail({ to, claim, requestId: id, topic, question, dueOn, baseUrl })),
    }
  },
})
