import { machine } from '#src/kit/machine.ts'

export const DECLARATION_STATES = [
  'submitted',
  'eligible',
  'ineligible',
  'payable',
  'paid',
  'voided',
  'awaiting_clawback',
  'clawed_back',
] as const
export type DeclarationState = (typeof DECLARATION_STATES)[number]

/** What becomes of a declaration until a statement pays for it. */
export const declarationStates = machine<DeclarationState>()({
  makeEligible: { from: ['submitted'], to: 'eligible' },
  /** Somebody declared the same of the same person before. */
  makeIneligible: { from: ['submitted'], to: 'ineligible' },
  /** The provider takes it back before it is paid. */
  void: { from: ['submitted', 'eligible', 'payable', 'ineligible'], to: 'voided' },
})
