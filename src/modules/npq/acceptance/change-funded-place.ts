import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { fundedPlaceChangedEmail } from '../emails/acceptance-emails.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration, saveRegistration } from '../registrations/registrations-store.ts'
import { closeTask } from '../tasks/tasks-store.ts'
import { aboutRegistration, fundedPlaceChanged, subjectsOf } from './acceptance-events.ts'
import { footingOf } from './acceptance-queries.ts'
import { whyPlaceStays } from './acceptance-rules.ts'
import { partyOf } from './parties-queries.ts'

/**
 * Gives an accepted participant of a capped cohort a funded place, or takes it away, before anything that counts is declared. A
 * place that is taken away is in doubt no more. What it already is, it stays, and nothing is recorded.
 */
export const changeFundedPlace = command({
  name: 'npq.change-funded-place',
  input: z.object({ registrationId: RegistrationId, fundedPlace: z.boolean() }),
  refusals: ['not-accepted', 'not-capped', 'funded-place-not-eligible', 'has-declarations', 'unchanged'],
  records: [fundedPlaceChanged.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, fundedPlace: asked }) {
    const registration = await lockRegistration(tx, registrationId)
    if (!registration) return refuse('not-found')
    demand(registrationPolicy.provide(actor, registration))
    const footing = await footingOf(tx, registration)
    const { hasCountingDeclaration } = await changeFactsOf(tx, registration)
    const { status, fundedPlace: before } = registration
    const stays = whyPlaceStays({ ...footing, status, hasCountingDeclaration, asked })
    if (stays) return refuse(stays)
    if (before === asked) return refuse('unchanged')
    const after = { ...registration, fundedPlace: asked }
    await saveRegistration(tx, after, now)
    const [was, is] = [{ funded_place: before }, { funded_place: asked }]
    await recordChange(tx, { registration: after, kind: 'funded-place-changed', before: was, after: is, now })
    if (!asked) {
      const settled = { by: actor.accountId, outcome: 'place-taken-away', now }
      await closeTask(tx, { registrationId, kind: 'funded-place-in-doubt', ...settled })
    }
    const party = await partyOf(tx, registration)
    const { courseName, cohortName } = footing
    const told = { registrationId, revision: registration.revision + 1, courseName, cohortName, baseUrl }
    return {
      value: { registrationId },
      events: [
        fundedPlaceChanged.of(subjectsOf(after), {
          ...aboutRegistration(after, party, footing),
          fundedPlace: { before, after: asked },
        }),
      ],
      send: party.participant
        ? [
            fundedPlaceChangedEmail({
              ...{ ...told, to: party.participant, providerName: party.providerName },
              fundedPlace: asked,
            }),
          ]
        : [],
    }
  },
})
