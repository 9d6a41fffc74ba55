import { machine } from '#src/kit/machine.ts'

export const SAMPLE_STATUSES = ['drawn', 'discarded', 'sent'] as const
export type SampleStatus = (typeof SAMPLE_STATUSES)[number]

/** A sample is drawn, and then sent to providers or thrown away. */
export const sampleStates = machine<SampleStatus>()({
  send: { from: ['drawn'], to: 'sent' },
  discard: { from: ['drawn'], to: 'discarded' },
})
