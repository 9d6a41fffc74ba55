import { machine } from '#src/kit/machine.ts'

/**
 * Somebody has proved a teacher reference number that another account has. `found`: they may prove the other account's mailbox.
 * `with-staff`: staff are to look. `merged`: the two have become one. `refused`: staff leave them apart.
 */
export const MERGE_REQUEST_STATUSES = ['found', 'with-staff', 'merged', 'refused'] as const
export type MergeRequestStatus = (typeof MERGE_REQUEST_STATUSES)[number]

export const mergeRequestStates = machine<MergeRequestStatus>()({
  'ask-staff': { from: ['found'], to: 'with-staff' },
  merge: { from: ['found', 'with-staff'], to: 'merged' },
  refuse: { from: ['with-staff'], to: 'refused' },
})
