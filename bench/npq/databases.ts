import { Temporal } from '#src/kit/dates.ts'
import { anApiToken } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { COURSE_IDENTIFIERS } from '#src/modules/npq/courses/course.ts'
import { BATCH, loadStudyBatch } from '#src/modules/npq/duplicates/study-factories.ts'
import { anNpqProvider } from '#src/modules/npq/factories.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { openCounted, type Sized } from '../comparing/sized.ts'

export const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
/** quality.md: thousands of registrations of national size. */
const NATIONAL = Number(process.argv[2] ?? 260)
const DAYS_APART = 61
const COURSES = COURSE_IDENTIFIERS.filter((course) => course !== 'npq-additional-support-offer')
const NAMES = [
  'Ama Boateng',
  'Ben Price',
  'Cara Lloyd',
  'Dev Patel',
  'Elin Rees',
  'Faye Okafor',
  'Gus Hall',
  'Hana Ito',
]

export type SizedNpq = Sized & {
  readonly registrations: number
  /** One registration with its owner, and the secret of a provider's system. */
  readonly registrationId: string
  readonly personId: string
  readonly providerId: string
  readonly accountId: string
  readonly address: string
  readonly trn: string
  readonly urn: string
  readonly secret: string
}

/** A database with a thousand registrations, or with as many as there are in England. */
export async function openSizes(serverUrl: string) {
  const template = await ensureTemplate(serverUrl)
  const names = { few: databaseName('test'), national: databaseName('test') }
  for (const name of Object.values(names)) {
    await asAdministrator(serverUrl, (client) => client.query(`create database ${name} template ${template}`))
  }
  const few = await filled(onDatabase(serverUrl, names.few), 1)
  const national = await filled(onDatabase(serverUrl, names.national), NATIONAL)
  return {
    ...{ few, national },
    async close() {
      await Promise.all([few.db.destroy(), national.db.destroy()])
      for (const name of Object.values(names)) {
        await asAdministrator(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
      }
    },
  }
}

/** Batches of the study's shape, two months each, one after the other into the past. */
async function filled(url: string, batches: number): Promise<SizedNpq> {
  const sized = openCounted(url)
  const { db } = sized
  const schools = await Promise.all(Array.from({ length: 200 }, (_each, at) => aSchool(db, { name: `School ${at}` })))
  const providers = await Promise.all(
    Array.from({ length: 8 }, (_each, at) =>
      anNpqProvider(db, `Provider ${at + 1}`, { courses: COURSES, cohort: '2025b' }),
    ),
  )
  const newest = Temporal.Instant.from('2025-09-01T00:00:00Z')
  for (let batch = 0; batch < batches; batch += 1) {
    // Forty at a time in the same two months: the period of the report grows with the size only as far as registrations do.
    const from = newest.subtract({ hours: 24 * DAYS_APART * Math.floor(batch / 40) })
    const providerIds = providers.map(({ id }) => id)
    await loadStudyBatch(db, { batch, from, cohort: '2025b', courses: COURSES, providerIds, schools, names: NAMES })
  }
  await asAdministrator(url, (client) => client.query('vacuum analyze'))
  return { ...sized, registrations: batches * BATCH, ...(await sampleOf(sized, schools)) }
}

async function sampleOf({ db }: Sized, schools: readonly { readonly id: string; readonly urn: string }[]) {
  const one = await db
    .selectFrom('npq.registrations as registration')
    .innerJoin('npq.registration_providers as provider', 'provider.registration_id', 'registration.id')
    .innerJoin('directory.people as person', 'person.id', 'registration.person_id')
    .innerJoin('access.addresses as address', 'address.account_id', 'registration.account_id')
    .select([
      'registration.id as registrationId',
      'registration.person_id as personId',
      'registration.account_id as accountId',
    ])
    .select(['provider.provider_id as providerId', 'person.trn', 'address.address'])
    .where('registration.status', '=', 'accepted')
    .orderBy('registration.created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const { secret } = await anApiToken(db, { id: one.providerId })
  return { ...one, accountId: one.accountId ?? '', trn: one.trn ?? '', urn: schools[0]?.urn ?? '', secret }
}
