import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { CHANGE_REQUEST_KINDS } from './change-request.ts'

const about = {
  kind: z.enum(CHANGE_REQUEST_KINDS),
  cohort: z.string(),
  course: z.string(),
  provider: z.string(),
  toCourse: z.string(),
  toProvider: z.string(),
}
type About = { readonly [Name in keyof typeof about]: string }

export const releaseAsked = defineEvent({
  name: 'npq.release-asked',
  version: 1,
  payload: z.object(about),
  sentence: (asked) => `${asked.provider} was asked to let the registration go ${whereText(asked)}`,
})

export const released = defineEvent({
  name: 'npq.registration-released',
  version: 1,
  payload: z.object(about),
  sentence: (asked) => `${asked.provider} let the registration go ${whereText(asked)}`,
})

export const releaseRefused = defineEvent({
  name: 'npq.release-refused',
  version: 1,
  payload: z.object({ ...about, because: z.string() }),
  sentence: ({ because, ...asked }) =>
    `${asked.provider} did not let the registration go ${whereText(asked)}. Reason given: ${because}`,
})

export const releaseTakenBack = defineEvent({
  name: 'npq.release-request-taken-back',
  version: 1,
  payload: z.object(about),
  sentence: (asked) => `The request to ${asked.provider} to let the registration go ${whereText(asked)} was taken back`,
})

function whereText({ kind, provider, toProvider, toCourse }: About): string {
  if (kind === 'provider') return `to ${toProvider}`
  return `for ${toCourse}${toProvider === provider ? '' : ` with ${toProvider}`}`
}

/** What is asked of providers that have accepted somebody, and what they answer. */
export const requestEvents: readonly EventDefinition[] = [releaseAsked, released, releaseRefused, releaseTakenBack]
