import { machine } from '#src/kit/machine.ts'

/**
 * `done` stands. `objected`: taken back at once, and staff are to look. `undone`: taken back by whoever did it, or with an earlier
 * one. `upheld`: staff agree with the objection. `reinstated`: staff do not, and the successor is tutor again.
 */
export const HANDOVER_STATUSES = ['done', 'objected', 'undone', 'upheld', 'reinstated'] as const
export type HandoverStatus = (typeof HANDOVER_STATUSES)[number]

export const handoverStates = machine<HandoverStatus>()({
  undo: { from: ['done'], to: 'undone' },
  object: { from: ['done'], to: 'objected' },
  uphold: { from: ['objected'], to: 'upheld' },
  reinstate: { from: ['objected'], to: 'reinstated' },
})
