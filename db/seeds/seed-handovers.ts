import { londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { handOver } from '#src/modules/access/features/hand-over/hand-over.ts'
import { nominateInductionTutor } from '#src/modules/access/features/nominate-induction-tutor/nominate-induction-tutor.ts'
import { objectToHandover } from '#src/modules/access/features/object-to-handover/object-to-handover.ts'
import { sendNominationLink } from '#src/modules/access/features/send-nomination-link/send-nomination-link.ts'
import { newestHandover } from '#src/modules/access/handovers/handovers-queries.ts'
import { mailedLinkHolder } from '#src/modules/access/handovers/mailed-link.ts'
import { mailedProofByToken } from '#src/modules/access/handovers/mailed-proofs-store.ts'
import { tutorOf } from '#src/modules/access/memberships/memberships-queries.ts'
import { linkHolder } from '#src/modules/access/nominations/nomination-link.ts'
import { ProofId } from '#src/modules/access/proofs/proof.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { type ParticularSchool, urnOf } from './particular-schools.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

const ROSALIND = { name: 'Rosalind Achterberg', address: 'rosalind.achterberg@utc-wethersdale.sch.example' }
const KWAME = { name: 'Kwame Thistlewood', address: 'kwame.thistlewood@utc-wethersdale.sch.example' }
const FATIMA = { name: 'Fatima Llewellyn', address: 'fatima.llewellyn@st-morwens.sch.example' }
const JONAS = { name: 'Jonas Pemberley', address: 'jonas.pemberley@st-morwens.sch.example' }

/** A change that somebody objected to, which staff are to settle; and one with an overlap, which can still be undone. */
export async function seedHandovers(seeding: Seeding): Promise<void> {
  if (await newestHandover(seeding.db, await idOf(seeding, 'technical'))) return
  await nominate(seeding, 'technical', ROSALIND, 20)
  await nominate(seeding, 'technical', KWAME, 2)
  await object(seeding, ROSALIND.address, 1)
  await nominate(seeding, 'twinTwo', FATIMA, 20)
  await handOverWithOverlap(seeding)
  seeding.log('A change of tutor that was objected to, and one that can be undone')
}

type Person = { readonly name: string; readonly address: string }

async function nominate(seeding: Seeding, school: ParticularSchool, { name, address }: Person, days: number) {
  const at = morning(seeding, days)
  const organisationId = await idOf(seeding, school)
  const sent = unless('never', await execute(contextAt(seeding, at), sendNominationLink, { organisationId }))
  if (!sent) throw new Error('No link was sent')
  await deliverMail(seeding, at.add({ seconds: 4 }))
  const proofId = ProofId.parse(sent.proofId)
  const later = contextAt(seeding, at.add({ hours: 1 }), linkHolder(proofId))
  unless('never', await execute(later, nominateInductionTutor, { proofId, expectation: 'yes', name, address }))
  await deliverMail(seeding, later.now.add({ seconds: 4 }))
}

async function object(seeding: Seeding, address: string, days: number) {
  const links = (await developmentEmails(seeding.db)).filter(({ to }) => to === address).flatMap((email) => email.links)
  const token =
    links
      .find((link) => link.includes('/object-to-handover/'))
      ?.split('/')
      .at(-1) ?? ''
  const proof = await mailedProofByToken(seeding.db, 'object-to-handover', token)
  if (!proof) throw new Error(`${address} has no link to object`)
  const context = contextAt(seeding, morning(seeding, days), mailedLinkHolder(proof))
  const explanation = 'I am still the induction tutor. I was only away for two weeks.'
  unless('never', await execute(context, objectToHandover, { proofId: ProofId.parse(proof.id), explanation }))
  await deliverMail(seeding, context.now.add({ seconds: 4 }))
}

async function handOverWithOverlap(seeding: Seeding) {
  const at = morning(seeding, 1)
  const organisationId = await idOf(seeding, 'twinTwo')
  const tutor = await tutorOf(seeding.db, organisationId)
  const session = { accountId: tutor?.accountId ?? '', actingFor: null, viewAs: null, provedAt: at }
  const actor = await loadActor(seeding.db, session, at)
  if (!tutor || !actor) throw new Error('Nobody can hand over')
  const until = londonDate(at).add({ days: 21 }).toString()
  const input = handOver.input.parse({
    organisationId,
    replacing: tutor.membershipId,
    successor: { kind: 'new', ...JONAS },
    keeps: { access: 'administrator', until },
  })
  unless('never', await execute(contextAt(seeding, at, actor), handOver, input))
  await deliverMail(seeding, at.add({ seconds: 4 }))
}

const morning = ({ now }: Seeding, days: number): Temporal.Instant =>
  startOfDay(londonDate(now).subtract({ days })).add({ hours: 9, minutes: 40 })

const idOf = async ({ db }: Seeding, school: ParticularSchool) =>
  OrganisationId.parse((await schoolByUrn(db, urnOf(school)))?.id)
