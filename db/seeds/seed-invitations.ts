import { londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { addPerson } from '#src/modules/access/features/manage-people/add-person.ts'
import { startNomination } from '#src/modules/access/features/nominate-induction-tutor/start-nomination.ts'
import { sendNominationLink } from '#src/modules/access/features/send-nomination-link/send-nomination-link.ts'
import { Criteria } from '#src/modules/access/invitations/batch.ts'
import { resultsOf } from '#src/modules/access/invitations/invitations-queries.ts'
import { planInvitations } from '#src/modules/access/invitations/plan-invitations.ts'
import { sendInvitations } from '#src/modules/access/invitations/send-invitations.ts'
import { linkHolder } from '#src/modules/access/nominations/nomination-link.ts'
import { ProofId } from '#src/modules/access/proofs/proof.ts'
import { newestNominationProof } from '#src/modules/access/proofs/proofs-queries.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import { CAMDEN, CORNWALL } from './invented-places.ts'
import { urnOf } from './particular-schools.ts'
import { PARTNER_PERSONAS, type PartnerPersona } from './personas.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, onFirstDay, type Seeding, unless } from './seeding.ts'

/** GIAS phase codes. */
const SECONDARY = '4'
const SIXTEEN_PLUS = '6'

/** People of organisations that work with schools, one invitation that was sent and one that waits for its day. */
export async function seedInvitations(seeding: Seeding): Promise<void> {
  for (const persona of PARTNER_PERSONAS) await join(seeding, persona)
  if (await isThere(seeding)) return
  await sentInvitation(seeding)
  await refusedLink(seeding)
  await plannedInvitation(seeding)
  seeding.log(`${PARTNER_PERSONAS.length} people of providers and trusts, 2 invitations`)
}

const isThere = async ({ db }: Seeding): Promise<boolean> =>
  (await db.selectFrom('access.invitation_batches').select('id').limit(1).executeTakeFirst()) !== undefined

async function join(seeding: Seeding, { organisation, name, address }: PartnerPersona): Promise<void> {
  const { id } = await seeding.db
    .selectFrom('directory.organisations')
    .select('id')
    .where('name', '=', organisation)
    .where('kind', 'in', ['company', 'trust'])
    .executeTakeFirstOrThrow()
  const input = { organisationId: OrganisationId.parse(id), name, address, role: 'administrator' } as const
  unless('has-role', await execute(contextAt(seeding, onFirstDay(seeding, 11)), addPerson, input))
  await deliverMail(seeding, onFirstDay(seeding, 11).add({ seconds: 4 }))
}

type Invitation = {
  readonly at: Temporal.Instant
  readonly name: string
  readonly laCode: string
  readonly phaseCode: string
}

async function planned(seeding: Seeding, invitation: Invitation, startsAt: Temporal.Instant | null) {
  const { at, name, laCode, phaseCode } = invitation
  const criteria = Criteria.parse({ reason: 'never-invited', laCode, phaseCode })
  const input = { name, criteria, startsAt, perMinute: 3_000, expected: null, askedFor: null }
  const context: CommandContext = { ...contextAt(seeding, at), process: newProcess('bin/seed') }
  return unless('never', await execute(context, planInvitations, input))
}

const morning = ({ now }: Seeding, days: number): Temporal.Instant =>
  startOfDay(londonDate(now).add({ days })).add({ hours: 9 })

/** Two weeks ago, to the secondary schools of Cornwall: delivered everywhere, and opened by one that has not finished. */
async function sentInvitation(seeding: Seeding): Promise<void> {
  const at = morning(seeding, -15)
  const plan = { at, name: 'Autumn, secondary schools in Cornwall', laCode: CORNWALL.code, phaseCode: SECONDARY }
  const batch = await planned(seeding, plan, at.add({ minutes: 1 }))
  if (!batch) return
  const { batchId } = batch
  for (const seconds of [60, 61]) {
    unless('never', await execute(contextAt(seeding, at.add({ seconds })), sendInvitations, { batchId }))
  }
  await deliverMail(seeding, at.add({ seconds: 65 }))
  const first = (await resultsOf(seeding.db, batchId)).find(({ status }) => status === 'sent')
  const proof = first && (await newestNominationProof(seeding.db, first.organisationId))
  if (!proof) return
  const proofId = ProofId.parse(proof.id)
  const context = contextAt(seeding, at.add({ hours: 5 }), linkHolder(proofId))
  unless('never', await execute(context, startNomination, { proofId }))
}

/** A school whose inbox takes nothing at the moment. */
async function refusedLink(seeding: Seeding): Promise<void> {
  const school = await schoolByUrn(seeding.db, urnOf('inboxFull'))
  const at = morning(seeding, -6)
  const organisationId = OrganisationId.parse(school?.id)
  unless('never', await execute(contextAt(seeding, at), sendNominationLink, { organisationId }))
  await deliverMail(seeding, at.add({ seconds: 4 }))
}

/** In a month, to the colleges of Camden. */
async function plannedInvitation(seeding: Seeding): Promise<void> {
  const plan = { at: seeding.now, name: 'Spring, colleges in Camden', laCode: CAMDEN.code, phaseCode: SIXTEEN_PLUS }
  await planned(seeding, plan, morning(seeding, 30))
}
