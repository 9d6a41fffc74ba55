import { seedAccess } from './seed-access.ts'
import { seedOrganisations } from './seed-organisations.ts'
import { seedSchools } from './seed-schools.ts'
import type { Seeding } from './seeding.ts'

/**
 * Makes the demonstration world through the importers and the commands: what production would refuse, it is refused too.
 * Only where there is no school yet, unless `force`; then it adds what is missing and takes nothing away.
 * Answers whether it made anything.
 */
export async function seedWorld(
  seeding: Seeding,
  { force = false }: { readonly force?: boolean } = {},
): Promise<boolean> {
  if (!force && (await hasSchools(seeding))) return false
  await seedSchools(seeding)
  await seedOrganisations(seeding)
  await seedAccess(seeding)
  return true
}

const hasSchools = async ({ db }: Seeding): Promise<boolean> =>
  (await db.selectFrom('directory.schools').select('urn').limit(1).executeTakeFirst()) !== undefined
