import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const mentorMoved = defineEvent({
  name: 'claims.mentor-moved-to-person',
  version: 1,
  payload: z.object({ person: change(z.string()), schools: z.number(), claims: z.number() }),
  sentence: ({ schools, claims }) =>
    `Two records of one mentor were made one, or parted again: ${schools} lists of schools and ${claims} claims moved`,
})

export const mentorPeopleEvents: readonly EventDefinition[] = [mentorMoved]
