import { z } from 'zod'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const Token = z.object({ organisation: z.string(), name: z.string(), ending: z.string() })

const day = (text: string): string => dateText(Temporal.PlainDate.from(text))

export const apiTokenIssued = defineEvent({
  name: 'access.api-token-issued',
  version: 1,
  payload: Token.extend({ worksUntil: z.iso.date() }),
  sentence: ({ organisation, name, ending, worksUntil }) =>
    `API token ‘${name}’ (…${ending}) made for ${organisation}. It works until ${day(worksUntil)}`,
})

export const apiTokenRotated = defineEvent({
  name: 'access.api-token-rotated',
  version: 1,
  payload: Token.extend({ before: z.string(), oldWorksUntil: z.iso.date(), worksUntil: z.iso.date() }),
  sentence: ({ organisation, name, before, ending, oldWorksUntil, worksUntil }) =>
    `API token ‘${name}’ of ${organisation} replaced: the old one (…${before}) works until ${day(oldWorksUntil)}, the new one (…${ending}) until ${day(worksUntil)}`,
})

export const apiTokenRevoked = defineEvent({
  name: 'access.api-token-revoked',
  version: 1,
  payload: Token,
  sentence: ({ organisation, name, ending }) =>
    `API token ‘${name}’ (…${ending}) of ${organisation} ended. It stopped working at once`,
})

export const apiTokenExpiryTold = defineEvent({
  name: 'access.api-token-expiry-told',
  version: 1,
  payload: Token.extend({ worksUntil: z.iso.date() }),
  sentence: ({ organisation, name, ending, worksUntil }) =>
    `Administrators of ${organisation} told that API token ‘${name}’ (…${ending}) works until ${day(worksUntil)}`,
})

/** What happened to the secrets of the API. */
export const apiTokenEvents: readonly EventDefinition[] = [
  apiTokenIssued,
  apiTokenRotated,
  apiTokenRevoked,
  apiTokenExpiryTold,
]
