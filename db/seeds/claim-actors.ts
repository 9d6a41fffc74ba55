import type { z } from 'zod'
import { Actor, type MembershipRole } from '#src/kit/actor.ts'
import { londonDate, startOfDay } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type Command, type CommandContext, execute } from '#src/platform/commands/command.ts'
import { PEOPLE_PERSONAS } from './people-personas.ts'
import { STAFF_PERSONAS } from './personas.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

type Place = { readonly organisationId: string; readonly role: MembershipRole }

/** Somebody of the story as they act: with what they may do there, and having just signed in. */
export async function acting({ db }: Seeding, name: string, places: readonly Place[] = []): Promise<Actor> {
  const address = [...STAFF_PERSONAS, ...PEOPLE_PERSONAS].find((persona) => persona.name === name)?.address ?? ''
  const { account_id: id } = await db
    .selectFrom('access.addresses')
    .select('account_id')
    .where('folded', '=', address)
    .executeTakeFirstOrThrow()
  const staff = STAFF_PERSONAS.find((persona) => persona.name === name)
  return new Actor({
    ...{ identity: { kind: 'account', id }, name, door: staff ? 'staff' : 'web', isFresh: true },
    ...{ memberships: places, staffPowers: staff?.powers ?? [] },
  })
}

/** A command's context some days before the demonstration's today, in working hours; staff say why. */
export const onDayBefore = (
  seeding: Seeding,
  {
    actor,
    daysAgo,
    hours = 10,
    reason = null,
  }: { actor: Actor; daysAgo: number; hours?: number; reason?: string | null },
) => ({
  ...contextAt(seeding, startOfDay(londonDate(seeding.now).subtract({ days: daysAgo })).add({ hours }), actor),
  process: newProcess('bin/seed', null, reason),
})

type Act = { readonly seeding: Seeding; readonly context: CommandContext; readonly or: string }

/** Runs a command of the story, unless it is done already, and delivers what it wrote to people a moment later, as in life. */
export async function act<Input extends z.ZodType, Value, Code extends string>(
  { seeding, context, or }: Act,
  command: Command<Input, Value, Code>,
  input: z.input<Input>,
): Promise<Value | null> {
  const value = unless(or, await execute(context, command, input))
  await deliverMail(seeding, context.now.add({ seconds: 4 }))
  return value
}
