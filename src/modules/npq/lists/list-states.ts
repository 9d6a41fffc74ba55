import { machine } from '#src/kit/machine.ts'

export const LIST_STATUSES = ['previewed', 'applied', 'taken-back', 'discarded'] as const
export type ListStatus = (typeof LIST_STATUSES)[number]

/** A version of a list. One that was applied stays readable for ever: decisions name it. */
export const listStates = machine<ListStatus>()({
  /** Counts from a day on. */
  apply: { from: ['previewed'], to: 'applied' },
  /** The version before counts again. */
  takeBack: { from: ['applied'], to: 'taken-back' },
  /** Nobody applies it. */
  discard: { from: ['previewed'], to: 'discarded' },
})
