import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { tryLockOrganisations } from '../proofs/proofs-store.ts'
import { askPeople } from './ask-people.ts'
import { type AskableTutor, type Occasion, tutorsToAsk } from './candidates-queries.ts'
import { confirmationAsked } from './confirmation-events.ts'
import { confirmationPolicy } from './confirmation-policy.ts'
import { insertQuestions } from './confirmations-store.ts'

const Asked = z.discriminatedUnion('because', [
  z.object({ because: z.literal('registration-opens'), academicYear: z.int(), opened: z.iso.datetime() }),
  z.object({ because: z.literal('not-signed-in') }),
  z.object({ because: z.literal('bounced'), messages: z.array(z.object({ id: z.string(), folded: z.string() })) }),
])

/**
 * Asks the next tutors whether they still are; after a bounce, and where a tutor has no address, the school's contact instead.
 * Once for each occasion, however often it runs. Refuses when there is nobody left to ask (`nobody`), or all of them are busy.
 */
export const askTutors = command({
  name: 'access.ask-tutors',
  input: Asked,
  refusals: ['nobody', 'busy'],
  records: [confirmationAsked.name],
  async run({ tx, actor, now, baseUrl, refuse }, input) {
    demand(confirmationPolicy.ask(actor))
    const found = await tutorsToAsk(tx, occasionOf(input), now)
    if (found.length === 0) refuse('nobody')
    const free = await tryLockOrganisations(
      tx,
      found.map(({ organisationId }) => organisationId),
    )
    const contactAtOnce = (tutor: AskableTutor) => input.because === 'bounced' || tutor.address === null
    const tutors = found.filter(({ organisationId }) => free.has(organisationId))
    if (tutors.length === 0) refuse('busy')
    const questions = await insertQuestions(tx, { tutors, because: input.because, contactAtOnce, now })
    const { events, send } = await askPeople(tx, {
      questions: questions.map((question) => ({
        ...question,
        whom: contactAtOnce(question.tutor) ? 'contact' : 'tutor',
        because: input.because,
        why: input.because,
      })),
      now,
      baseUrl,
    })
    const [first, ...others] = events
    return { value: { asked: questions.length }, events: [first ?? refuse('nobody'), ...others], send }
  },
})

const occasionOf = (input: z.output<typeof Asked>): Occasion =>
  input.because === 'registration-opens' ? { ...input, opened: Temporal.Instant.from(input.opened) } : input
