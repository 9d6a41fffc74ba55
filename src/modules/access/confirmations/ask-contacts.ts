import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { tryLockOrganisations } from '../proofs/proofs-store.ts'
import { askPeople } from './ask-people.ts'
import { unansweredQuestions } from './candidates-queries.ts'
import { confirmationAsked } from './confirmation-events.ts'
import { confirmationPolicy } from './confirmation-policy.ts'
import { markContactsAsked } from './confirmations-store.ts'

/** Asks the contacts of the next schools whose tutor was asked before the moment and has not answered. Refuses when there are none. */
export const askContacts = command({
  name: 'access.ask-contacts-about-tutors',
  input: z.object({ askedBefore: z.iso.datetime() }),
  refusals: ['nobody', 'busy'],
  records: [confirmationAsked.name],
  async run({ tx, actor, now, baseUrl, refuse }, input) {
    demand(confirmationPolicy.ask(actor))
    const found = await unansweredQuestions(tx, { askedBefore: Temporal.Instant.from(input.askedBefore), now })
    if (found.length === 0) refuse('nobody')
    const free = await tryLockOrganisations(
      tx,
      found.map(({ organisationId }) => organisationId),
    )
    const due = found.filter(({ organisationId }) => free.has(organisationId))
    if (due.length === 0) refuse('busy')
    await markContactsAsked(
      tx,
      due.map(({ confirmationId }) => confirmationId),
      now,
    )
    const { events, send } = await askPeople(tx, {
      questions: due.map((tutor) => ({
        id: tutor.confirmationId,
        tutor,
        whom: 'contact',
        because: tutor.because,
        why: 'unanswered',
      })),
      now,
      baseUrl,
    })
    const [first, ...others] = events
    return { value: { asked: due.length }, events: [first ?? refuse('nobody'), ...others], send }
  },
})
