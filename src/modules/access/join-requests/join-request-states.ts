import { machine } from '#src/kit/machine.ts'

/** Who has an open request, in the order in which they are asked. */
export const STAGES = ['with-administrators', 'with-contact', 'with-trust', 'with-staff'] as const
export type Stage = (typeof STAGES)[number]

export const JOIN_REQUEST_STATUSES = [...STAGES, 'approved', 'refused', 'withdrawn'] as const
export type JoinRequestStatus = (typeof JOIN_REQUEST_STATUSES)[number]

/** A request only ever goes on to the next who can answer, and ends once. */
export const joinRequestStates = machine<JoinRequestStatus>()({
  askContact: { from: ['with-administrators'], to: 'with-contact' },
  askTrust: { from: ['with-administrators', 'with-contact'], to: 'with-trust' },
  askStaff: { from: ['with-administrators', 'with-contact', 'with-trust'], to: 'with-staff' },
  approve: { from: STAGES, to: 'approved' },
  refuse: { from: STAGES, to: 'refused' },
  withdraw: { from: STAGES, to: 'withdrawn' },
})

/** The move that brings a request to a stage; nothing brings it back to the first. */
export const movesTo = {
  'with-contact': 'askContact',
  'with-trust': 'askTrust',
  'with-staff': 'askStaff',
} as const satisfies Readonly<Record<Exclude<Stage, 'with-administrators'>, keyof typeof joinRequestStates.table>>

/** The stage of a request that is open; null when it is over. */
export const stageOf = (status: JoinRequestStatus): Stage | null => STAGES.find((stage) => stage === status) ?? null
