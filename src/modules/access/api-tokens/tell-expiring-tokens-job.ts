import { z } from 'zod'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { OrganisationId } from '../accounts/account.ts'
import { EXPIRY_TOLD_DAYS } from './api-token-rules.ts'
import { tokensRunningOut } from './api-tokens-queries.ts'
import { tellTokenExpires } from './tell-token-expires.ts'

/** Every working morning: tells administrators of the tokens that run out soon, each once. */
export const tellExpiringTokensJob = defineJob({
  name: 'tell-expiring-tokens',
  schedule: '40 8 * * 1-5',
  input: z.object({}),
  async run(context) {
    const { db, now, signal } = context
    const before = now.add({ hours: EXPIRY_TOLD_DAYS * 24 })
    for (const { organisationId, tokenId } of await tokensRunningOut(db, { now, before })) {
      if (signal.aborted) return
      await execute(context, tellTokenExpires, { organisationId: OrganisationId.parse(organisationId), tokenId })
    }
  },
})
