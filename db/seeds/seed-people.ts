import { londonDate, startOfDay } from '#src/kit/dates.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { addPerson } from '#src/modules/access/features/manage-people/add-person.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { urnOf } from './particular-schools.ts'
import { PEOPLE_PERSONAS, type PersonPersona } from './people-personas.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

/** Days before the demonstration's today: after the tutors were nominated, before the newest stories. */
const DAYS_AGO = 11

/** People of schools, trusts, providers and appropriate bodies, added by support staff with a reason. */
export async function seedPeople(seeding: Seeding): Promise<void> {
  const at = startOfDay(londonDate(seeding.now).subtract({ days: DAYS_AGO })).add({ hours: 11 })
  const process = () => newProcess('bin/seed', null, 'Asked for by the organisation’s contact, who was called back')
  for (const { name, address, at: places } of PEOPLE_PERSONAS) {
    for (const place of places) {
      const input = { organisationId: await organisationOf(seeding, place), name, address, role: place.as }
      unless('has-role', await execute({ ...contextAt(seeding, at), process: process() }, addPerson, input))
    }
  }
  await deliverMail(seeding, at.add({ seconds: 4 }))
  seeding.log(`${PEOPLE_PERSONAS.length} people of schools, trusts, providers and appropriate bodies`)
}

async function organisationOf({ db }: Seeding, { school, organisation }: PersonPersona['at'][number]) {
  if (school !== undefined) return OrganisationId.parse((await schoolByUrn(db, urnOf(school)))?.id)
  const { id } = await db
    .selectFrom('directory.organisations')
    .select('id')
    .where('name', '=', organisation ?? '')
    .where('kind', '<>', 'school')
    .executeTakeFirstOrThrow()
  return OrganisationId.parse(id)
}
