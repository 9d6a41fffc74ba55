import { machine } from '#src/kit/machine.ts'
import type { FileStatus } from './claim-file.ts'

/** What becomes of a file that came in: looked at, then applied or put away. One with faults is refused from the start. */
export const fileStates = machine<FileStatus>()({
  apply: { from: ['previewed'], to: 'applied' },
  discard: { from: ['previewed'], to: 'discarded' },
})
