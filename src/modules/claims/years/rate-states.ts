import { machine } from '#src/kit/machine.ts'

export const RATE_STATUSES = ['proposed', 'approved', 'refused'] as const
export type RateStatus = (typeof RATE_STATUSES)[number]

/** A rate is proposed by one person, and approved or refused by another. */
export const rateStates = machine<RateStatus>()({
  approve: { from: ['proposed'], to: 'approved' },
  refuse: { from: ['proposed'], to: 'refused' },
})
