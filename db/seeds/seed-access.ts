import { Actor } from '#src/kit/actor.ts'
import { londonDate, startOfDay, Temporal } from '#src/kit/dates.ts'
import { LOCAL_ISSUER } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { addStaff } from '#src/modules/access/accounts/add-staff.ts'
import { nominateInductionTutor } from '#src/modules/access/features/nominate-induction-tutor/nominate-induction-tutor.ts'
import { startNomination } from '#src/modules/access/features/nominate-induction-tutor/start-nomination.ts'
import { sendNominationLink } from '#src/modules/access/features/send-nomination-link/send-nomination-link.ts'
import { linkHolder } from '#src/modules/access/nominations/nomination-link.ts'
import { ProofId } from '#src/modules/access/proofs/proof.ts'
import { newestNominationProof } from '#src/modules/access/proofs/proofs-queries.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type ParticularSchool, urnOf } from './particular-schools.ts'
import { FORMER_TUTOR, STAFF_PERSONAS, TUTOR_PERSONAS } from './personas.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, onFirstDay, type Seeding, unless } from './seeding.ts'

/** Staff, and what happened at the schools of the story so far: links sent, opened, forgotten and used. */
export async function seedAccess(seeding: Seeding): Promise<void> {
  const priya = await seedStaff(seeding)
  if (!priya) return
  const story = storyOf(seeding, priya)
  await story.nominated(FORMER_TUTOR, 'handedOver', 36)
  for (const { schools, ...tutor } of TUTOR_PERSONAS) {
    for (const school of schools) await story.nominated(tutor, school, school === 'handedOver' ? 12 : 30)
  }
  await story.sent('expired', 26)
  await story.sent('bounced', 6)
  await story.sent('onlyAlternative', 5)
  await story.sent('unopened', 3)
  await story.begun('begun', 4)
  await story.expectsNobody('noTeachers', 8)
  seeding.log(`${STAFF_PERSONAS.length} members of staff, ${TUTOR_PERSONAS.length + 1} people at schools`)
}

/** Priya, who acts for support in the story; null when she is there already, and so the story too. */
async function seedStaff(seeding: Seeding): Promise<Actor | null> {
  const context = contextAt(seeding, onFirstDay(seeding, 10))
  let priya: Actor | null = null
  for (const { name, address, subject, powers } of STAFF_PERSONAS) {
    const input = { name, address, subject, issuer: LOCAL_ISSUER, powers: [...powers] }
    const added = unless('address-in-use', await execute(context, addStaff, input))
    if (!added || subject !== 'priya-nair') continue
    priya = new Actor({ identity: { kind: 'account', id: added.accountId }, name, door: 'staff', staffPowers: powers })
  }
  return priya
}

type Tutor = { readonly name: string; readonly address: string }

/** Between 9am and 4pm, never at a weekend: the Friday before. */
function inWorkingHours(day: Temporal.PlainDate): Temporal.Instant {
  const weekday = day.subtract({ days: Math.max(0, day.dayOfWeek - 5) })
  return startOfDay(weekday).add({ hours: 9 + (day.day % 7), minutes: (day.day * 7) % 60 })
}

const HOUR = Temporal.Duration.from({ hours: 1 })

function storyOf(seeding: Seeding, support: Actor) {
  const daysAgo = (days: number) => inWorkingHours(londonDate(seeding.now).subtract({ days }))

  async function sent(school: ParticularSchool, days: number): Promise<ProofId> {
    const at = daysAgo(days)
    const found = await schoolByUrn(seeding.db, urnOf(school))
    const organisationId = OrganisationId.parse(found?.id)
    unless('never', await execute(contextAt(seeding, at, support), sendNominationLink, { organisationId }))
    await deliverMail(seeding, at.add({ seconds: 4 }))
    return ProofId.parse((await newestNominationProof(seeding.db, organisationId))?.id)
  }

  /** A while after the link was sent, whoever holds it acts. */
  async function begun(school: ParticularSchool, days: number) {
    const proofId = await sent(school, days)
    const context = contextAt(seeding, daysAgo(days).add(HOUR), linkHolder(proofId))
    unless('never', await execute(context, startNomination, { proofId }))
    return { proofId, context: { ...context, now: context.now.add({ minutes: 3 }) } }
  }

  return {
    sent,
    begun,
    async nominated({ name, address }: Tutor, school: ParticularSchool, days: number): Promise<void> {
      const { proofId, context } = await begun(school, days)
      const input = { proofId, expectation: 'yes', name, address } as const
      unless('never', await execute(context, nominateInductionTutor, input))
      await deliverMail(seeding, context.now.add({ seconds: 4 }))
    },
    async expectsNobody(school: ParticularSchool, days: number): Promise<void> {
      const { proofId, context } = await begun(school, days)
      unless('never', await execute(context, nominateInductionTutor, { proofId, expectation: 'no' }))
    },
  }
}
