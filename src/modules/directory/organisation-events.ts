import { z } from 'zod'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import {
  CONFIDENCES,
  kindText,
  ORGANISATION_KINDS,
  ORGANISATION_ROLES,
  RELATION_KINDS,
  relationText,
  roleText,
} from './organisation.ts'

const day = z.iso.date()
const period = z.object({ from: day, to: day.nullable() })

export const organisationAdded = defineEvent({
  name: 'directory.organisation-added',
  version: 1,
  payload: z.object({
    kind: z.enum(ORGANISATION_KINDS),
    name: z.string(),
    ukprn: z.string().nullable(),
    postcode: z.string().nullish(),
    source: z.string(),
  }),
  sentence: ({ kind, name }) => `${kindText[kind]} added: ${name}`,
})

export const organisationRoleGranted = defineEvent({
  name: 'directory.organisation-role-granted',
  version: 1,
  payload: z.object({ role: z.enum(ORGANISATION_ROLES), period, source: z.string() }),
  sentence: ({ role, period: { from, to } }) =>
    `${roleText[role]} from ${dayText(from)}${to === null ? '' : ` until ${lastDayText(to)}`}`,
})

export const organisationRoleEnded = defineEvent({
  name: 'directory.organisation-role-ended',
  version: 1,
  payload: z.object({ role: z.enum(ORGANISATION_ROLES), from: day, to: change(day.nullable()) }),
  sentence: ({ role, to }) => `${roleText[role]} ends${to.after === null ? '' : ` after ${lastDayText(to.after)}`}`,
})

export const organisationAliasAdded = defineEvent({
  name: 'directory.organisation-alias-added',
  version: 1,
  payload: z.object({ name: z.string(), alias: z.string(), from: day, source: z.string() }),
  sentence: ({ name, alias }) => `${name} is also known as ${alias}`,
})

export const organisationsRelated = defineEvent({
  name: 'directory.organisations-related',
  version: 1,
  payload: z.object({
    from: z.string(),
    to: z.string(),
    kind: z.enum(RELATION_KINDS),
    confidence: z.enum(CONFIDENCES),
    since: day,
    source: z.string(),
  }),
  sentence: ({ from, to, kind, confidence }) =>
    `${from} ${relationText[kind]} ${to}${confidence === 'likely' ? ' (likely, not certain)' : ''}`,
})

export const organisationEvents: readonly EventDefinition[] = [
  organisationAdded,
  organisationRoleGranted,
  organisationRoleEnded,
  organisationAliasAdded,
  organisationsRelated,
]

const dayText = (text: string): string => dateText(Temporal.PlainDate.from(text))
/** Periods are half-open: people are told the last day that is in. */
const lastDayText = (text: string): string => dateText(Temporal.PlainDate.from(text).subtract({ days: 1 }))
