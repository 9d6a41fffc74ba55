import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { apiTokenRevoked } from '../../api-tokens/api-token-events.ts'
import { works } from '../../api-tokens/api-token-rules.ts'
import { tokenOf } from '../../api-tokens/api-tokens-queries.ts'
import { revokeToken } from '../../api-tokens/api-tokens-store.ts'
import { placeOfTokens, toAdministrators } from '../../api-tokens/token-work.ts'
import { apiTokenRevokedEmail } from '../../emails/api-token-emails.ts'
import { subjectOf } from '../../emails/email-text.ts'

/** Ends a token: the next call with it is refused. Also where the organisation may have no new ones any more. */
export const revokeApiToken = command({
  name: 'access.revoke-api-token',
  input: z.object({ organisationId: OrganisationId, tokenId: z.uuid() }),
  refusals: ['no-reason', 'not-live'],
  records: [apiTokenRevoked.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { organisationId, tokenId }) {
    const { place, by } = await placeOfTokens({ tx, actor, now, process, refuse }, organisationId)
    const token = (await tokenOf(tx, { organisationId, id: tokenId })) ?? refuse('not-found')
    if (!works(token, now)) refuse('not-live')
    await revokeToken(tx, { id: tokenId, by, now })
    const { name, ending } = token
    const told = { tokenId, organisation: place, token: { name, ending }, by: actor.name, baseUrl }
    return {
      value: { tokenId },
      events: [
        apiTokenRevoked.of([subjectOf(place), { kind: 'api-token', id: tokenId }], {
          ...{ organisation: place.name, name, ending },
        }),
      ],
      send: await toAdministrators(tx, told, apiTokenRevokedEmail),
    }
  },
})
