import { machine } from '#src/kit/machine.ts'

export const PROPOSAL_STATUSES = ['draft', 'proposed', 'approved', 'refused', 'discarded'] as const
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number]

/** Rules of funding on their way. Only what is approved is ever read by the engine. */
export const proposalStates = machine<ProposalStatus>()({
  /** Its author asks for a second person. */
  propose: { from: ['draft'], to: 'proposed' },
  /** Its author goes on writing. */
  takeBack: { from: ['proposed'], to: 'draft' },
  /** A second person makes it a version of the rules. */
  approve: { from: ['proposed'], to: 'approved' },
  /** A second person says why not. */
  refuse: { from: ['proposed'], to: 'refused' },
  /** Its author gives it up. */
  discard: { from: ['draft'], to: 'discarded' },
})
