import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { actFor } from '#src/platform/session/own-sessions-store.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { subjectOf } from '../../emails/email-text.ts'
import { organisationChosen } from '../../memberships/membership-events.ts'
import { placeById } from '../../memberships/place.ts'

/** From its next request on this session acts for the organisation. Refuses one in which the actor has no role today. */
export const chooseOrganisation = command({
  name: 'access.choose-organisation',
  input: z.object({ organisationId: OrganisationId, sessionId: z.uuid() }),
  refusals: [],
  records: [organisationChosen.name],
  async run({ tx, actor, now, refuse }, { organisationId, sessionId }) {
    const { accountId } = actor
    if (accountId === null || !actor.worksAt(organisationId)) return refuse('not-found')
    const place = await placeById(tx, organisationId, now)
    if (!place || !(await actFor(tx, { sessionId, accountId }, organisationId))) return refuse('not-found')
    return {
      value: null,
      events: [
        organisationChosen.of([{ kind: 'account', id: accountId }, subjectOf(place)], { organisation: place.name }),
      ],
    }
  },
})
