import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const State = z.object({
  mentor: z.string(),
  lacks: z.array(z.string()),
})

export const preparationItemSaved = defineEvent({
  name: 'claims.preparation-item-saved',
  version: 1,
  payload: z.object({ before: State.nullable(), after: State }),
  sentence: ({ before, after }) =>
    `${after.mentor} ${before === null ? 'put on' : 'changed on'} the preparation list: ${
      after.lacks.length === 0 ? 'everything is known' : `still to find out: ${after.lacks.join(', ')}`
    }`,
})

export const preparationItemRemoved = defineEvent({
  name: 'claims.preparation-item-removed',
  version: 1,
  payload: z.object({ mentor: z.string() }),
  sentence: ({ mentor }) => `${mentor} taken off the preparation list`,
})

export const preparationListSent = defineEvent({
  name: 'claims.preparation-list-sent',
  version: 1,
  payload: z.object({ to: z.string(), items: z.number() }),
  sentence: ({ to, items }) => `Preparation list with ${items} mentors sent to ${to}`,
})

export const preparationEvents: readonly EventDefinition[] = [
  preparationItemSaved,
  preparationItemRemoved,
  preparationListSent,
]
