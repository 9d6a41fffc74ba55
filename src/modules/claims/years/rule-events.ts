import { z } from 'zod'
import { academicYearText, dateText, momentText, Temporal } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { areaText, FUNDING_AREAS } from './claim-year.ts'
import { FIGURES } from './figures.ts'

const pounds = (amount: number): string => `£${(pence(amount) / 100).toFixed(2)}`
const area = z.enum(FUNDING_AREAS)
const date = z.iso.date()
const day = (text: string): string => dateText(Temporal.PlainDate.from(text))

export const rateProposed = defineEvent({
  name: 'claims.rate-proposed',
  version: 1,
  payload: z.object({ rateId: z.uuid(), year: z.int(), area, pence: change(z.int().nullable()), source: z.string() }),
  sentence: ({ year, area: where, pence: { before, after }, source }) =>
    `Rate proposed for ${areaText[where]} in ${academicYearText(year)}: ${pounds(after ?? 0)} an hour` +
    `${before === null ? '' : ` instead of ${pounds(before)}`}. Source: ${source}`,
})

export const rateDecided = defineEvent({
  name: 'claims.rate-decided',
  version: 1,
  payload: z.object({ rateId: z.guid(), year: z.int(), area, pence: z.int(), approved: z.boolean() }),
  sentence: ({ year, area: where, pence: amount, approved }) =>
    `Rate of ${pounds(amount)} an hour for ${areaText[where]} in ${academicYearText(year)} ${approved ? 'approved: it counts from now' : 'refused'}`,
})

export const figureChanged = defineEvent({
  name: 'claims.figure-changed',
  version: 1,
  payload: z.object({
    figure: z.enum(FIGURES),
    value: change(z.int()),
    unit: z.string(),
    from: date,
    source: z.string(),
  }),
  sentence: ({ figure, value, unit, from, source }) =>
    `${figure} is ${value.after} instead of ${value.before} (${unit}) from ${day(from)}. Source: ${source}`,
})

export const capsChanged = defineEvent({
  name: 'claims.caps-changed',
  version: 1,
  payload: z.object({
    ...{ year: z.int(), initialCap: change(z.int()), refresherCap: change(z.int()), source: z.string() },
  }),
  sentence: ({ year, initialCap, refresherCap, source }) =>
    `Hours for ${academicYearText(year)}: ${initialCap.after} at first instead of ${initialCap.before}, ` +
    `${refresherCap.after} to refresh instead of ${refresherCap.before}. Source: ${source}`,
})

export const yearAdded = defineEvent({
  name: 'claims.year-added',
  version: 1,
  payload: z.object({
    year: z.int(),
    initialCap: z.int(),
    refresherCap: z.int(),
    trainingFrom: date,
    source: z.string(),
  }),
  sentence: ({ year, initialCap, refresherCap, trainingFrom, source }) =>
    `${academicYearText(year)} added: ${initialCap} hours at first, ${refresherCap} to refresh, training from ${day(trainingFrom)}. Source: ${source}`,
})

export const fundingAreaChanged = defineEvent({
  name: 'claims.funding-area-changed',
  version: 1,
  payload: z.object({ district: z.string(), name: z.string(), area: change(area), from: date, source: z.string() }),
  sentence: ({ district, name, area: { before, after }, from, source }) =>
    `${name} (${district}) is ${areaText[after]} instead of ${areaText[before]} from ${day(from)}. Source: ${source}`,
})

export const conditionsAdded = defineEvent({
  name: 'claims.grant-conditions-added',
  version: 1,
  payload: z.object({
    ...{
      version: z.string(),
      year: z.int(),
      from: z.iso.datetime(),
      source: z.string(),
      replaces: z.string().nullable(),
    },
  }),
  sentence: ({ version, year, from, source, replaces }) =>
    `Conditions of the grant ${version} for ${academicYearText(year)} added, from ${momentText(Temporal.Instant.from(from))}` +
    `${replaces === null ? '' : `, instead of ${replaces}`}. Source: ${source}`,
})

export const ruleEvents: readonly EventDefinition[] = [
  ...[rateProposed, rateDecided, figureChanged, capsChanged],
  ...[yearAdded, fundingAreaChanged, conditionsAdded],
]
