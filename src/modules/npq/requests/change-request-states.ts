import { machine } from '#src/kit/machine.ts'

export const CHANGE_REQUEST_STATUSES = ['asked', 'released', 'refused', 'taken-back'] as const
export type ChangeRequestStatus = (typeof CHANGE_REQUEST_STATUSES)[number]

/** A request is answered once: whoever comes second is told what the first said. */
export const changeRequestStates = machine<ChangeRequestStatus>()({
  /** The provider lets the registration go. */
  release: { from: ['asked'], to: 'released' },
  refuse: { from: ['asked'], to: 'refused' },
  /** Whoever asked does not want it any more, or it has come true in another way. */
  takeBack: { from: ['asked'], to: 'taken-back' },
})
