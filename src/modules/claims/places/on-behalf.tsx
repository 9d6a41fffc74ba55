import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { optional, text } from '#src/kit/form-fields.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import type { Html } from '#src/ui/govuk-types.ts'

const given = text({ missing: 'Enter why you do this for them', label: 'Reason', max: 500 })
const Required = z.object({ reason: given })
const Optional = z.object({ reason: optional(given) })

/** Staff who do for an organisation what its own people do say why, and it stays with the change. */
export const saysWhy = (actor: Actor, organisationId: string): boolean => !actor.worksAt(organisationId)

/** The reason as part of a form's schema. */
export const whySchema = (isRequired: boolean) => (isRequired ? Required : Optional)

/** Runs commands in a process that keeps the reason, where there is one. */
export const because = (request: WebRequest, reason: string | null): Pick<WebRequest, 'execute'> =>
  reason === null ? request : request.withReason(reason)

type Given = { readonly reason: string | null; readonly errors: readonly FieldError[] }

/** The reason in a form about an organisation: staff must give one, its own people have none. */
export function whyIn({ actor, form }: WebRequest, organisationId: string): Given {
  if (!saysWhy(actor, organisationId)) return { reason: null, errors: [] }
  const parsed = parseForm(Required, form)
  return parsed.ok ? { reason: parsed.values.reason, errors: [] } : { reason: null, errors: parsed.errors }
}

type About = { readonly organisationId: string; readonly claimId: string }

/** The reason that staff gave last for what they did with a claim, so that they need not type it on every page. */
export async function whyBefore(request: WebRequest, { organisationId, claimId }: About): Promise<{ reason?: string }> {
  if (!saysWhy(request.actor, organisationId)) return {}
  const entries = await request.history({ kind: 'claim', id: claimId })
  const reason = entries.find((entry) => entry.isByStaff && entry.reason !== null)?.reason
  return reason ? { reason } : {}
}

export const WhyField = (): Html => (
  <TextField
    name="reason"
    label="Why do you do this for them?"
    hint="Such as who asked for it and how you know that it was them. It is kept with the change"
  />
)
