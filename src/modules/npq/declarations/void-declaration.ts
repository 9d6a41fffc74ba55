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
import { declarationVoided } from './declaration-events.ts'
import { whyNotVoided } from './declaration-rules.ts'
import { lockDeclaration, moveDeclaration } from './declarations-store.ts'

/** A provider takes back what it declared, before it is paid. The outcome that came with it stays: it is told anew when it is wrong. */
export const voidDeclaration = command({
  name: 'npq.void-declaration',
  input: z.object({ registrationId: RegistrationId, declarationId: DeclarationId }),
  refusals: ['already-voided', 'already-paid', 'declared-by-other'],
  records: [declarationVoided.name],
  async run({ tx, actor, now, refuse }, { registrationId, declarationId }) {
    const registration = await lockRegistration(tx, registrationId)
    if (!registration) return refuse('not-found')
    demand(registrationPolicy.provide(actor, registration))
    const declaration = await lockDeclaration(tx, declarationId)
    if (declaration?.registrationId !== registrationId) return refuse('not-found')
    const { state, type, date } = declaration
    const stays = whyNotVoided({ state, isOwn: actor.isStaff || declaration.providerId === actor.actingFor })
    if (stays) return refuse(stays)
    await moveDeclaration(tx, { id: declarationId, from: state, to: 'voided' }, now)
    return {
      value: { declarationId },
      events: [
        declarationVoided.of(subjectsOf(registration), {
          ...aboutRegistration(registration, await partyOf(tx, registration), await footingOf(tx, registration)),
          ...{ declarationId, type, date: date.toString(), state: { before: state, after: 'voided' } },
        }),
      ],
    }
  },
})
