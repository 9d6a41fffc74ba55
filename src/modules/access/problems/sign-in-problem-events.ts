import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { PROBLEM_KINDS, PROBLEMS } from './sign-in-problem-rules.ts'

const texts = new Map(Object.values(PROBLEMS).map(({ kind, text }) => [kind, text]))

/** No person is named: the kind, and the message that the browser had asked for, if it had. */
export const signInProblemReported = defineEvent({
  name: 'access.sign-in-problem-reported',
  version: 1,
  payload: z.object({ kind: z.enum(PROBLEM_KINDS) }),
  sentence: ({ kind }) => `Somebody chose a problem with signing in: ${texts.get(kind) ?? kind}`,
})

/** What people choose on "Problems signing in". */
export const signInProblemEvents: readonly EventDefinition[] = [signInProblemReported]
