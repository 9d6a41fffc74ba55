import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { apiTokenRotated } from '../../api-tokens/api-token-events.ts'
import { endOfNew, endOfOld, tokenState } from '../../api-tokens/api-token-rules.ts'
import { tokenOf } from '../../api-tokens/api-tokens-queries.ts'
import { addToken, replaceToken } from '../../api-tokens/api-tokens-store.ts'
import { mayHaveTokens, placeOfTokens, toAdministrators } from '../../api-tokens/token-work.ts'
import { apiTokenRotatedEmail } from '../../emails/api-token-emails.ts'
import { subjectOf } from '../../emails/email-text.ts'
import { HashedSecret } from './issue-api-token.ts'

/** Makes the token that takes another's place, of the same name; the old one works for some days yet, so that there is no gap. */
export const rotateApiToken = command({
  name: 'access.rotate-api-token',
  input: HashedSecret.extend({ organisationId: OrganisationId, tokenId: z.uuid() }),
  refusals: ['no-reason', 'not-a-provider', 'not-live', 'secret-used'],
  records: [apiTokenRotated.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { organisationId, tokenId, hash, ending }) {
    const { place, by } = await placeOfTokens({ tx, actor, now, process, refuse }, organisationId)
    if (!mayHaveTokens(place)) refuse('not-a-provider')
    const old = (await tokenOf(tx, { organisationId, id: tokenId })) ?? refuse('not-found')
    if (tokenState(old, now) !== 'live') refuse('not-live')
    const { name, scope } = old
    const [expiresAt, until] = [endOfNew(now), endOfOld(old, now)]
    const fresh = { organisationId: place.id, scope, name, hash: Buffer.from(hash, 'hex'), ending, by }
    const freshId = (await addToken(tx, { ...fresh, now, expiresAt })) ?? refuse('secret-used')
    await replaceToken(tx, { id: tokenId, by: freshId, until })
    const told = { tokenId: freshId, organisation: place, token: { name, ending }, by: actor.name, baseUrl }
    return {
      value: { tokenId: freshId },
      events: [
        apiTokenRotated.of([subjectOf(place), { kind: 'api-token', id: tokenId }, { kind: 'api-token', id: freshId }], {
          ...{ organisation: place.name, name, before: old.ending, ending },
          ...{ oldWorksUntil: londonDate(until).toString(), worksUntil: londonDate(expiresAt).toString() },
        }),
      ],
      send: await toAdministrators(tx, told, (about) => apiTokenRotatedEmail({ ...about, until })),
    }
  },
})
