import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { nominationPolicy } from '../../access-policy.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { LINK_REFUSALS, sendLink } from '../../nominations/send-link.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

/**
 * Sends the nomination link to a school's contact: its main address, else its alternative one. Refuses a school that may not use
 * the service (`not-eligible`) or has no address (`no-contact`), within 5 minutes of the last link (`too-soon`) and beyond
 * 5 in 24 hours (`too-many`), both with `at`, the moment of the next.
 */
export const sendNominationLink = command({
  name: 'access.send-nomination-link',
  input: z.object({ organisationId: OrganisationId }),
  refusals: LINK_REFUSALS,
  records: [nominationLinkSent.name],
  async run(work, { organisationId }) {
    await lockOrganisation(work.tx, organisationId)
    demand(nominationPolicy.sendNominationLink(work.actor))
    return sendLink(work, organisationId)
  },
})
