import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { OrganisationId } from '../organisation.ts'
import { lockOrganisations } from '../organisations-store.ts'
import type { ContactPoint } from '../school.ts'
import { contactsOf, schoolById } from '../schools-queries.ts'
import { contactInUseEmail, contactReplacedEmail } from './contact-emails.ts'
import { contactCorrected, contactCorrectionEnded } from './contact-events.ts'
import { contactPolicy } from './contact-policy.ts'
import { endCorrections, insertCorrection } from './corrections-store.ts'

export const CONTACT_CHANNELS = ['main', 'alternative'] as const

const Channel = z.object({ organisationId: OrganisationId, channel: z.enum(CONTACT_CHANNELS) })

/**
 * Sets how a school is reached, as the school itself or staff who have checked say. It comes before what GIAS says and never
 * overwrites it. The mailbox before and the one from now on are both told. Refuses the address that is in use already.
 */
export const correctContact = command({
  name: 'directory.correct-contact',
  input: Channel.extend({ address: z.string().min(3) }),
  refusals: ['same-address'],
  records: [contactCorrected.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { organisationId, channel, address }) {
    await lockOrganisations(tx, organisationId)
    const school = await schoolById(tx, organisationId)
    if (!school) return refuse('not-found')
    demand(contactPolicy.correct(actor, school))
    const before = await addressOf(tx, organisationId, channel)
    if (before?.toLowerCase() === address.toLowerCase()) refuse('same-address')
    const source = actor.worksAt(organisationId) ? 'school' : 'staff'
    await endCorrections(tx, { organisationId, channel, now })
    await insertCorrection(tx, { organisationId, channel, address, source, now })
    const changed = { processId: process.id, school, channel, baseUrl }
    const corrected = { before: before && maskedAddress(before), after: maskedAddress(address) }
    return {
      value: { organisationId, channel },
      events: [contactCorrected.of([{ kind: 'school', id: organisationId }], { channel, source, address: corrected })],
      send: [
        ...(before === null ? [] : [contactReplacedEmail({ ...changed, to: before, now: address })]),
        contactInUseEmail({ ...changed, to: address }),
      ],
    }
  },
})

/** Takes a corrected address away, so that what GIAS says counts again. Refuses when nothing was corrected. */
export const takeBackContact = command({
  name: 'directory.take-back-contact',
  input: Channel,
  refusals: ['not-corrected'],
  records: [contactCorrectionEnded.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { organisationId, channel }) {
    await lockOrganisations(tx, organisationId)
    const school = await schoolById(tx, organisationId)
    if (!school) return refuse('not-found')
    demand(contactPolicy.correct(actor, school))
    const before = await addressOf(tx, organisationId, channel)
    if (!(await endCorrections(tx, { organisationId, channel, now })) || before === null) return refuse('not-corrected')
    const after = await addressOf(tx, organisationId, channel)
    const changed = { processId: process.id, school, channel, baseUrl }
    const address = { before: maskedAddress(before), after: after && maskedAddress(after) }
    return {
      value: { organisationId, channel },
      events: [contactCorrectionEnded.of([{ kind: 'school', id: organisationId }], { channel, address })],
      send: [
        contactReplacedEmail({ ...changed, to: before, now: after }),
        ...(after === null ? [] : [contactInUseEmail({ ...changed, to: after })]),
      ],
    }
  },
})

async function addressOf(tx: Tx, organisationId: string, channel: ContactPoint['channel']): Promise<string | null> {
  const contacts = await contactsOf(tx, organisationId)
  return contacts.find((contact) => contact.channel === channel)?.address ?? null
}
