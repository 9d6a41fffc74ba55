import { londonDate } from '#src/kit/dates.ts'
import { fail, type Result } from '#src/kit/result.ts'
import { organisationsHolding } from '#src/modules/directory/public.ts'
import { type CommandContext, execute, rehearse } from '#src/platform/commands/command.ts'
import type { AnyCommand } from '#src/platform/http/route.ts'
import { rejectRegistration } from '../acceptance/reject-registration.ts'
import { revertToPending } from '../acceptance/revert-to-pending.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { changeProvider } from '../requests/change-provider.ts'
import type { BulkKind, BulkRow } from './bulk.ts'

type Step = { readonly command: AnyCommand; readonly input: object }

/** The command that a row asks for, or why it asks for none. Only commands that staff can also give one by one. */
async function stepOf(
  context: CommandContext,
  kind: BulkKind,
  { cells }: BulkRow,
): Promise<Step | { readonly stays: string }> {
  const id = RegistrationId.safeParse((cells['registration_id'] ?? '').toLowerCase())
  if (!id.success) return { stays: 'no-registration' }
  const registrationId = id.data
  if (kind === 'revert-to-pending') return { command: revertToPending, input: { registrationId } }
  if (kind === 'reject-expired') {
    return { command: rejectRegistration, input: { registrationId, because: 'registration_expired' } }
  }
  const registration = await registrationById(context.db, registrationId)
  if (!registration) return { stays: 'not-found' }
  const providers = await organisationsHolding(context.db, 'npq-provider', londonDate(context.now))
  const wanted = (cells['provider'] ?? '').trim().toLowerCase()
  const provider = providers.find((one) => one.id === wanted || one.name.toLowerCase() === wanted)
  if (!provider) return { stays: 'no-provider' }
  return { command: changeProvider, input: { registrationId, seen: registration.revision, providerId: provider.id } }
}

/** Tries a row and undoes it. */
export async function tryRow(context: CommandContext, kind: BulkKind, row: BulkRow): Promise<Result<unknown>> {
  const step = await stepOf(context, kind, row)
  return 'stays' in step ? fail(step.stays) : rehearse(context, step.command, step.input)
}

/** Does what a row asks for; the same row of the same file does it once. */
export async function runRow(
  context: CommandContext,
  { id, kind }: { readonly id: string; readonly kind: BulkKind },
  row: BulkRow,
): Promise<Result<unknown>> {
  const step = await stepOf(context, kind, row)
  return 'stays' in step ? fail(step.stays) : execute(context, step.command, step.input, `bulk:${id}:${row.line}`)
}
