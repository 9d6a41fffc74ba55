import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

/** The number, the day and the names stay in the directory; the history says what was done. */
export const trnConfirmed = defineEvent({
  name: 'directory.trn-confirmed',
  version: 1,
  payload: z.object({
    trn: z.string(),
    /** The number that was given first, where the teaching record has merged it into another. */
    followedFrom: z.string().nullable(),
  }),
  sentence: ({ trn, followedFrom }) =>
    followedFrom === null
      ? `Teacher reference number ${trn} confirmed with the teaching record`
      : `Teacher reference number ${followedFrom} given; the teaching record has merged it into ${trn}, which is confirmed`,
})

export const personMerged = defineEvent({
  name: 'directory.person-merged',
  version: 1,
  payload: z.object({ from: z.uuid(), to: z.uuid() }),
  sentence: ({ from, to }) => `Person ${from} is now person ${to}; the change of id is published`,
})

export const personMergeUndone = defineEvent({
  name: 'directory.person-merge-undone',
  version: 1,
  payload: z.object({ from: z.uuid(), to: z.uuid() }),
  sentence: ({ from, to }) =>
    `Person ${to} is again a person of their own beside ${from}; the change back is published`,
})

/** What happens to people. */
export const personEvents: readonly EventDefinition[] = [trnConfirmed, personMerged, personMergeUndone]
