import { Actor, type MembershipRole } from '#src/kit/actor.ts'
import { londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { refuseJoinRequest } from '#src/modules/access/features/answer-join-request/refuse-join-request.ts'
import { requestToJoin } from '#src/modules/access/features/request-to-join/request-to-join.ts'
import { JoinRequestId } from '#src/modules/access/join-requests/join-request.ts'
import { openRequestOf } from '#src/modules/access/join-requests/join-requests-queries.ts'
import { tutorOf } from '#src/modules/access/memberships/memberships-queries.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type ParticularSchool, urnOf } from './particular-schools.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

type Ask = {
  readonly school: ParticularSchool
  readonly daysAgo: number
  readonly name: string
  readonly address: string
  readonly role: MembershipRole
  readonly note: string | null
  /** The induction tutor answers a day later. */
  readonly refusedBecause?: string
}

/** One at each place where a request can be: the school's own people, its mailbox, support staff, and answered. */
const ASKS: readonly Ask[] = [
  {
    school: 'handedOver',
    daysAgo: 11,
    name: 'Ivo Castellan',
    address: 'i.castellan@supply-agency.example',
    role: 'viewer',
    note: 'I cover for a colleague this term.',
    refusedBecause: 'People of the agency do not need access. Ask me when you need something from it.',
  },
  {
    school: 'larkhollow',
    daysAgo: 1,
    name: 'Bronwen Achebe',
    address: 'bronwen.achebe@larkhollow.sch.example',
    role: 'administrator',
    note: 'I am the new school business manager and do the paperwork for Amina.',
  },
  {
    school: 'unopened',
    daysAgo: 1,
    name: 'Leon Marchetti',
    address: 'l.marchetti@oulderfold-bridge.sch.example',
    role: 'induction-tutor',
    note: null,
  },
  {
    school: 'noContact',
    daysAgo: 1,
    name: 'Saoirse Blackwood',
    address: 's.blackwood@scarthwaite.sch.example',
    role: 'administrator',
    note: 'Nobody at our school has an address that you know.',
  },
]

/** People who asked to be added to a school. A world that has them already is left as it is. */
export async function seedJoinRequests(seeding: Seeding): Promise<void> {
  const waiting = ASKS.find(({ refusedBecause }) => refusedBecause === undefined)
  if (waiting && (await requestOf(seeding, waiting))) return
  for (const ask of ASKS) await seedOne(seeding, ask)
  seeding.log(`${ASKS.length} requests to be added to a school`)
}

async function seedOne(seeding: Seeding, ask: Ask): Promise<void> {
  const { school, daysAgo, refusedBecause, ...asked } = ask
  const organisationId = await organisationIdOf(seeding, school)
  const at = inTheMorning(seeding, daysAgo)
  const context = contextAt(seeding, at, Actor.anonymous())
  unless('never', await execute(context, requestToJoin, { organisationId, ...asked }))
  await deliverMail(seeding, at.add({ seconds: 4 }))
  if (refusedBecause !== undefined) await refuse(seeding, ask, refusedBecause)
}

async function refuse(seeding: Seeding, ask: Ask, because: string): Promise<void> {
  const organisationId = await organisationIdOf(seeding, ask.school)
  const [request, tutor] = [await requestOf(seeding, ask), await tutorOf(seeding.db, organisationId)]
  if (!request || !tutor) throw new Error(`Nobody can refuse the request of ${ask.name}`)
  const actor = new Actor({
    identity: { kind: 'account', id: tutor.accountId },
    name: tutor.name,
    door: 'web',
    memberships: [{ organisationId, role: 'induction-tutor' }],
  })
  const at = inTheMorning(seeding, ask.daysAgo).add({ hours: 5 })
  const input = { joinRequestId: JoinRequestId.parse(request.id), because }
  unless('never', await execute(contextAt(seeding, at, actor), refuseJoinRequest, input))
  await deliverMail(seeding, at.add({ seconds: 4 }))
}

const inTheMorning = ({ now }: Seeding, daysAgo: number): Temporal.Instant =>
  startOfDay(londonDate(now).subtract({ days: daysAgo })).add({ hours: 9, minutes: 20 })

const organisationIdOf = async ({ db }: Seeding, school: ParticularSchool) =>
  OrganisationId.parse((await schoolByUrn(db, urnOf(school)))?.id)

async function requestOf(seeding: Seeding, { school, address }: Ask) {
  return openRequestOf(seeding.db, { organisationId: await organisationIdOf(seeding, school), address })
}
