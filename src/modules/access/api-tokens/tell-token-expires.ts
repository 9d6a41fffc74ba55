import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../accounts/account.ts'
import { apiTokenRunningOutEmail } from '../emails/api-token-emails.ts'
import { subjectOf } from '../emails/email-text.ts'
import { placeById } from '../memberships/place.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { apiTokenExpiryTold } from './api-token-events.ts'
import { tokenState } from './api-token-rules.ts'
import { tokenOf } from './api-tokens-queries.ts'
import { noteExpiryTold } from './api-tokens-store.ts'
import { toAdministrators } from './token-work.ts'

/** Tells the administrators that a token runs out, unless something has replaced or ended it meanwhile. */
export const tellTokenExpires = command({
  name: 'access.tell-token-expires',
  input: z.object({ organisationId: OrganisationId, tokenId: z.uuid() }),
  refusals: ['not-live'],
  records: [apiTokenExpiryTold.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, tokenId }) {
    demand(when(actor.identity.kind === 'system'))
    await lockOrganisation(tx, organisationId)
    const place = (await placeById(tx, organisationId, now)) ?? refuse('not-found')
    const token = (await tokenOf(tx, { organisationId, id: tokenId })) ?? refuse('not-found')
    if (tokenState(token, now) !== 'live') refuse('not-live')
    await noteExpiryTold(tx, tokenId, now)
    const { name, ending, expiresAt } = token
    const told = { tokenId, organisation: place, token: { name, ending }, by: actor.name, baseUrl }
    return {
      value: null,
      events: [
        apiTokenExpiryTold.of([subjectOf(place), { kind: 'api-token', id: tokenId }], {
          ...{ organisation: place.name, name, ending, worksUntil: londonDate(expiresAt).toString() },
        }),
      ],
      send: await toAdministrators(tx, told, (about) => apiTokenRunningOutEmail({ ...about, until: expiresAt })),
    }
  },
})
