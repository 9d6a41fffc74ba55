import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { apiTokenIssued } from '../../api-tokens/api-token-events.ts'
import { endOfNew, MOST_LIVE_TOKENS, TOKEN_NAME, works } from '../../api-tokens/api-token-rules.ts'
import { tokensOf } from '../../api-tokens/api-tokens-queries.ts'
import { addToken } from '../../api-tokens/api-tokens-store.ts'
import { mayHaveTokens, placeOfTokens, toAdministrators } from '../../api-tokens/token-work.ts'
import { apiTokenIssuedEmail } from '../../emails/api-token-emails.ts'
import { subjectOf } from '../../emails/email-text.ts'

/** The hash of a secret and its last letters: the secret itself never reaches a command, whose answers are kept. */
export const HashedSecret = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), ending: z.string().length(4) })

/** Makes a token for an organisation and tells its administrators. Refuses where the API is for others, and beyond the most. */
export const issueApiToken = command({
  name: 'access.issue-api-token',
  input: HashedSecret.extend({ organisationId: OrganisationId, name: z.string().min(1).max(TOKEN_NAME) }),
  refusals: ['no-reason', 'not-a-provider', 'too-many', 'secret-used'],
  records: [apiTokenIssued.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { organisationId, name, hash, ending }) {
    const { place, by } = await placeOfTokens({ tx, actor, now, process, refuse }, organisationId)
    if (!mayHaveTokens(place)) refuse('not-a-provider')
    const live = (await tokensOf(tx, place.id)).filter((token) => works(token, now))
    if (live.length >= MOST_LIVE_TOKENS) refuse('too-many')
    const expiresAt = endOfNew(now)
    const scope = 'npq-provider'
    const token = { organisationId: place.id, scope, name, hash: Buffer.from(hash, 'hex'), ending, by } as const
    const tokenId = (await addToken(tx, { ...token, now, expiresAt })) ?? refuse('secret-used')
    const told = { tokenId, organisation: place, token: { name, ending }, by: actor.name, baseUrl }
    return {
      value: { tokenId },
      events: [
        apiTokenIssued.of([subjectOf(place), { kind: 'api-token', id: tokenId }], {
          ...{ organisation: place.name, name, ending, worksUntil: londonDate(expiresAt).toString() },
        }),
      ],
      send: await toAdministrators(tx, told, (about) => apiTokenIssuedEmail({ ...about, until: expiresAt })),
    }
  },
})
