import { refreshMissingList } from '#src/modules/access/missing-list/missing-list-store.ts'
import { seedAccess } from './seed-access.ts'
import { seedClaims } from './seed-claims.ts'
import { seedDoors } from './seed-doors.ts'
import { seedHandovers } from './seed-handovers.ts'
import { seedInvitations } from './seed-invitations.ts'
import { seedJoinRequests } from './seed-join-requests.ts'
import { seedLinkRequests } from './seed-link-requests.ts'
import { seedNpq } from './seed-npq.ts'
import { seedOrganisations } from './seed-organisations.ts'
import { seedPeople } from './seed-people.ts'
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
  await seedPeople(seeding)
  await seedDoors(seeding)
  await seedLinkRequests(seeding)
  await seedJoinRequests(seeding)
  await seedHandovers(seeding)
  await seedInvitations(seeding)
  await seedNpq(seeding)
  await seedClaims(seeding)
  await listMissing(seeding)
  return true
}

/** As the worker does; until it runs, the page of who is missing would have nothing to show. */
const listMissing = ({ db, now }: Seeding) => db.transaction().execute((tx) => refreshMissingList(tx, now))

const hasSchools = async ({ db }: Seeding): Promise<boolean> =>
  (await db.selectFrom('directory.schools').select('urn').limit(1).executeTakeFirst()) !== undefined
