import { z } from 'zod'

/** What a refusal says of claims that are not as they were: how many, and some of them. */
export const ChangedClaims = z.object({
  count: z.int(),
  claims: z
    .array(
      z.object({
        claimId: z.string(),
        reference: z.string(),
        status: z.string(),
        isProviderLost: z.boolean().default(false),
      }),
    )
    .readonly(),
})
