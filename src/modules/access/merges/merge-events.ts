import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const becauseText = {
  'by-staff': 'by staff',
  'proven-by-owner': 'by their owner, who proved both',
} as const

export const MERGED_BECAUSE = ['by-staff', 'proven-by-owner'] as const
export type MergedBecause = (typeof MERGED_BECAUSE)[number]

export const accountsMerged = defineEvent({
  name: 'access.accounts-merged',
  version: 1,
  payload: z.object({ kept: z.string(), gone: z.string(), because: z.enum(MERGED_BECAUSE) }),
  sentence: ({ kept, gone, because }) =>
    `The account of ${gone} became part of the account of ${kept}, ${becauseText[because]}`,
})

export const accountMergeUndone = defineEvent({
  name: 'access.account-merge-undone',
  version: 1,
  payload: z.object({ kept: z.string(), gone: z.string() }),
  sentence: ({ kept, gone }) => `The account of ${gone} taken out of the account of ${kept} again`,
})

export const mergeAskedOfStaff = defineEvent({
  name: 'access.merge-asked-of-staff',
  version: 1,
  payload: z.object({}),
  sentence: () => 'Asked staff to look at two accounts with the same teacher reference number',
})

export const mergeRequestRefused = defineEvent({
  name: 'access.merge-request-refused',
  version: 1,
  payload: z.object({}),
  sentence: () => 'Staff looked at two accounts with the same teacher reference number and left them apart',
})

export const otherAccountAsked = defineEvent({
  name: 'access.other-account-asked-to-prove',
  version: 1,
  payload: z.object({ address: z.string() }),
  sentence: ({ address }) =>
    `Link sent to ${address}, the address of an account with the same teacher reference number`,
})

/** What happens when two accounts turn out to be one human's. */
export const mergeEvents: readonly EventDefinition[] = [
  accountsMerged,
  accountMergeUndone,
  mergeAskedOfStaff,
  mergeRequestRefused,
  otherAccountAsked,
]
