import { Actor } from '#src/kit/actor.ts'
import { londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { askStaff } from '#src/modules/access/features/get-access/ask-staff.ts'
import { requestNominationLink } from '#src/modules/access/features/get-access/request-nomination-link.ts'
import { hashOfToken, newToken } from '#src/modules/access/proofs/proof-secrets.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type ParticularSchool, urnOf } from './particular-schools.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

/** People who asked for their school's link and could not be helped by its mailboxes: what waits for support staff. */
const WAITING = [
  {
    school: 'bounced',
    daysAgo: 4,
    name: 'Callum Whitfield',
    address: 'c.whitfield@hazelnook.sch.example',
    telephone: '01632 960 118',
    explanation:
      'The office address in the register is from before we changed our email. I have told the local authority.',
  },
  {
    school: 'noContact',
    daysAgo: 2,
    name: 'Marta Zielińska',
    address: 'm.zielinska@scarthwaite.sch.example',
    telephone: null,
    explanation: 'I am the new deputy head. The business manager, Mr Oyelaran, would read the link.',
  },
] as const satisfies readonly {
  readonly school: ParticularSchool
  readonly daysAgo: number
  readonly name: string
  readonly address: string
  readonly telephone: string | null
  readonly explanation: string
}[]

/** Requests for a school's link that staff have to answer. A world that has them already is left as it is. */
export async function seedLinkRequests(seeding: Seeding): Promise<void> {
  if (await hasRequests(seeding)) return
  for (const { school, daysAgo, ...asked } of WAITING) {
    const at = startOfDay(londonDate(seeding.now).subtract({ days: daysAgo })).add({ hours: 11 })
    const reference = await request(seeding, school, at)
    await deliverMail(seeding, at.add({ seconds: 4 }))
    const later = contextAt(seeding, at.add({ minutes: 12 }), Actor.anonymous())
    unless('never', await execute(later, askStaff, { reference, ...asked }))
    await deliverMail(seeding, later.now.add({ seconds: 4 }))
  }
  seeding.log(`${WAITING.length} requests for a school’s link with support staff`)
}

/** Somebody who is not signed in asks on the school's access page. Answers the reference that they alone have. */
async function request(seeding: Seeding, school: ParticularSchool, at: Temporal.Instant): Promise<string> {
  const found = await schoolByUrn(seeding.db, urnOf(school))
  const [organisationId, reference] = [OrganisationId.parse(found?.id), newToken()]
  const input = { organisationId, reference, browserHash: hashOfToken(newToken()) }
  unless('never', await execute(contextAt(seeding, at, Actor.anonymous()), requestNominationLink, input))
  return reference
}

const hasRequests = async ({ db }: Seeding): Promise<boolean> =>
  (await db.selectFrom('access.link_requests').select('id').limit(1).executeTakeFirst()) !== undefined
