import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { CourseIdentifier } from './course.ts'

export const courseOffersChanged = defineEvent({
  name: 'npq.course-offers-changed',
  version: 1,
  payload: z.object({
    course: CourseIdentifier,
    cohort: z.string(),
    offered: z.array(z.string()),
    withdrawn: z.array(z.string()),
  }),
  sentence: ({ course, cohort, offered, withdrawn }) =>
    [
      `Providers of ${course} in cohort ${cohort} changed.`,
      offered.length > 0 ? `Now offered by ${offered.join(', ')}.` : '',
      withdrawn.length > 0 ? `Not offered any more by ${withdrawn.join(', ')}.` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
})

export const offerEvents: readonly EventDefinition[] = [courseOffersChanged]
