import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import { optional, text } from '#src/kit/form-fields.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import type { Html } from '#src/ui/govuk-types.ts'

const LONGEST = 500
const given = text({ missing: 'Enter the reason', label: 'Reason', max: LONGEST })
const Required = z.object({ reason: given })
const Optional = z.object({ reason: optional(given) })

/** Staff who change what belongs to others say why, and it stays with the change. Colleagues need not. */
export const mustSayWhy = (actor: Actor, place: { readonly id: string }): boolean => !actor.worksAt(place.id)

/** The reason as part of a form's schema. */
export const reasonSchema = (isRequired: boolean) => (isRequired ? Required : Optional)

/** Runs commands in a process that keeps the reason, when there is one. */
export const because = (request: WebRequest, reason: string | null): Pick<WebRequest, 'execute'> =>
  reason === null ? request : request.withReason(reason)

export const ReasonField = ({ hint }: { readonly hint?: string }): Html => (
  <TextField
    name="reason"
    label="Reason"
    hint={hint ?? 'Such as who asked for it and how you know that it was them. It is kept with the change'}
  />
)
