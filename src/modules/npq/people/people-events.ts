import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const registrationsMoved = defineEvent({
  name: 'npq.registration-moved-to-person',
  version: 1,
  payload: z.object({ participant: change(z.string()) }),
  sentence: ({ participant }) =>
    `Two records of one person were made one, or parted again: the participant ${participant.before} is now ${participant.after}`,
})

export const peopleEvents: readonly EventDefinition[] = [registrationsMoved]
