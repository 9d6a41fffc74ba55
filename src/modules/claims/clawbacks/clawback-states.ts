import { machine } from '#src/kit/machine.ts'

export const CLAWBACK_STATUSES = ['proposed', 'refused', 'approved', 'with-payer', 'recovered', 'dropped'] as const
export type ClawbackStatus = (typeof CLAWBACK_STATUSES)[number]

/** What becomes of a proposal to take money back. Its claim moves beside it, by the table of claims. */
export const clawbackStates = machine<ClawbackStatus>()({
  approve: { from: ['proposed'], to: 'approved' },
  refuse: { from: ['proposed'], to: 'refused' },
  drop: { from: ['proposed'], to: 'dropped' },
  send: { from: ['approved'], to: 'with-payer' },
  recover: { from: ['with-payer'], to: 'recovered' },
  /** The payer could not take it back: it goes with the next batch. */
  comeBack: { from: ['with-payer'], to: 'approved' },
})
