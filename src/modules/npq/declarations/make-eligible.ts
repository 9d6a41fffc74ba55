import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import { footingOf } from '../acceptance/acceptance-queries.ts'
import { partyOf } from '../acceptance/parties-queries.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { DeclarationId } from './declaration.ts'
import { declarationMadeEligible } from './declaration-events.ts'
import { whyNotEligible } from './declaration-rules.ts'
import { lockDeclaration, moveDeclaration } from './declarations-store.ts'

/** A submitted declaration comes to count for payment: of a funded participant with a place, and not held back. */
export const makeEligible = command({
  name: 'npq.make-declaration-eligible',
  input: z.object({ registrationId: RegistrationId, declarationId: DeclarationId }),
  refusals: ['not-submitted', 'held', 'not-funded'],
  records: [declarationMadeEligible.name],
  async run({ tx, actor, now, refuse }, { registrationId, declarationId }) {
    const registration = await lockRegistration(tx, registrationId)
    if (!registration) return refuse('not-found')
    demand(registrationPolicy.support(actor, registration))
    const declaration = await lockDeclaration(tx, declarationId)
    if (declaration?.registrationId !== registrationId) return refuse('not-found')
    const footing = await footingOf(tx, registration)
    const { state, type, date, heldBecause } = declaration
    const { fundedPlace } = registration
    const stays = whyNotEligible({
      ...{ state, fundedPlace },
      isHeld: heldBecause !== null,
      isEligible: footing.isEligible,
    })
    if (stays) return refuse(stays)
    await moveDeclaration(tx, { id: declarationId, from: state, to: 'eligible' }, now)
    return {
      value: { declarationId },
      events: [
        declarationMadeEligible.of(subjectsOf(registration), {
          ...aboutRegistration(registration, await partyOf(tx, registration), footing),
          ...{ declarationId, type, date: date.toString(), state: { before: state, after: 'eligible' } },
        }),
      ],
    }
  },
})
