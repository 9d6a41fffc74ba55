import pg from 'pg'
import type { RunningPlatform } from '#test/platform.ts'

export type SchoolOfWorld = { readonly urn: string; readonly name: string; readonly contact: string }

/** A school of the seeded world that may use the service, can be reached, and that nobody has been invited to yet. */
export async function schoolWithoutTutor(
  { databaseUrl }: Pick<RunningPlatform, 'databaseUrl'>,
  position: number,
): Promise<SchoolOfWorld> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<SchoolOfWorld>(
    `select school.urn, school.name, contact.address as contact
     from directory.schools as school
     join directory.contact_points as contact
       on contact.organisation_id = school.organisation_id and contact.channel = 'main' and contact.until is null
     where school.status_code = '1' and school.type_code in ('1', '34')
       and not exists (select from access.proofs as proof where proof.organisation_id = school.organisation_id)
       and not exists (select from access.memberships as member where member.organisation_id = school.organisation_id)
     order by school.urn offset $1 limit 1`,
    [position],
  )
  await client.end()
  const [school] = rows
  if (!school) throw new Error('The seeded world has no such school')
  return school
}
