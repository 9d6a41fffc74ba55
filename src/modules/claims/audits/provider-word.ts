import { z } from 'zod'
import { LineId } from '../claims/claim.ts'
import { PROVIDER_ANSWERS, REFUSAL_REASONS } from './audit.ts'

/** What a provider says of one mentor of a claim. */
export const ProviderWord = z.object({
  lineId: LineId,
  answer: z.enum(PROVIDER_ANSWERS),
  /** With other-hours alone. */
  hours: z.int().min(0).max(100).nullable(),
  reasonCode: z.enum(REFUSAL_REASONS).nullable(),
  note: z.string().trim().max(1_000).nullable(),
})
export type ProviderWord = z.output<typeof ProviderWord>
