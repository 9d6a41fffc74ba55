import { z } from 'zod'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { COHORT_FUNDING } from '../courses/cohort.ts'

const day = (text: string): string => dateText(Temporal.PlainDate.from(text))
const date = z.iso.date()

export const cohortAdded = defineEvent({
  name: 'npq.cohort-added',
  version: 1,
  payload: z.object({
    ...{ cohort: z.string(), name: z.string(), hint: z.string().nullable(), funding: z.enum(COHORT_FUNDING) },
    ...{ opensOn: date, closesOn: date, startsOn: date, source: z.string() },
  }),
  sentence: ({ cohort, name, opensOn, closesOn, startsOn, source }) =>
    `${name} (${cohort}) added: registration from ${day(opensOn)} to ${day(closesOn)}, courses from ${day(startsOn)}. Source: ${source}`,
})

export const cohortChanged = defineEvent({
  name: 'npq.cohort-changed',
  version: 1,
  payload: z.object({
    ...{ cohort: z.string(), name: z.string(), hint: change(z.string().nullable()) },
    ...{ opensOn: change(date), closesOn: change(date), startsOn: change(date) },
  }),
  sentence: ({ name, hint, ...days }) =>
    `${name} changed: ${[
      ...dayChange('first day of registration', days.opensOn),
      ...dayChange('last day of registration', days.closesOn),
      ...dayChange('start of courses', days.startsOn),
      ...(hint.before === hint.after ? [] : [hint.after === null ? 'hint removed' : `hint is now “${hint.after}”`]),
    ].join('; ')}`,
})

const dayChange = (what: string, { before, after }: { readonly before: string; readonly after: string }) =>
  before === after ? [] : [`${what} from ${day(before)} to ${day(after)}`]

export const schedulesCopied = defineEvent({
  name: 'npq.schedules-copied',
  version: 1,
  payload: z.object({ cohort: z.string(), from: z.string(), schedules: z.array(z.string()) }),
  sentence: ({ from, schedules }) => `${schedules.length} schedules copied from ${from}, with their days moved`,
})

export const scheduleEdited = defineEvent({
  name: 'npq.schedule-edited',
  version: 1,
  payload: z.object({
    ...{ cohort: z.string(), schedule: z.string(), name: change(z.string()) },
    ...{ appliesFrom: change(date), appliesTo: change(date), declarationTypes: change(z.array(z.string())) },
  }),
  sentence: ({ schedule, name, appliesFrom, appliesTo, declarationTypes }) =>
    `Schedule ${schedule} changed: ${[
      ...(name.before === name.after ? [] : [`name is now “${name.after}”`]),
      ...dayChange('first day', appliesFrom),
      ...dayChange('last day', appliesTo),
      ...(declarationTypes.before.join() === declarationTypes.after.join()
        ? []
        : [`declarations are now ${declarationTypes.after.join(', ')}`]),
    ].join('; ')}`,
})

export const scheduleRemoved = defineEvent({
  name: 'npq.schedule-removed',
  version: 1,
  payload: z.object({ cohort: z.string(), schedule: z.string(), name: z.string() }),
  sentence: ({ schedule, name }) => `Schedule ${name} (${schedule}) removed. Nobody was on it`,
})

export const cohortEvents: readonly EventDefinition[] = [
  ...[cohortAdded, cohortChanged, schedulesCopied],
  ...[scheduleEdited, scheduleRemoved],
]
