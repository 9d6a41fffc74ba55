import { machine } from '#src/kit/machine.ts'

export type ImportStatus = 'running' | 'previewed' | 'applied' | 'refused' | 'failed'

/** An import of one file. What is previewed runs once more when it is applied: the data may have changed in between. */
export const importStates = machine<ImportStatus>()({
  preview: { from: ['running'], to: 'previewed' },
  requestApplication: { from: ['previewed'], to: 'running' },
  apply: { from: ['running'], to: 'applied' },
  refuse: { from: ['running'], to: 'refused' },
  /** Nobody applied it in time. */
  expire: { from: ['previewed'], to: 'refused' },
  /** A fault of ours, not of the file. */
  fail: { from: ['running'], to: 'failed' },
})
