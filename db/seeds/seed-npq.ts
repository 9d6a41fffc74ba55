import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { londonDate, startOfDay } from '#src/kit/dates.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { importChildcare } from '#src/modules/npq/childcare/import-childcare.ts'
import { CourseIdentifier } from '#src/modules/npq/courses/course.ts'
import { setCourseOffers } from '#src/modules/npq/features/offers/set-course-offers.ts'
import { applyList } from '#src/modules/npq/lists/apply-list.ts'
import type { EligibilityList } from '#src/modules/npq/lists/eligibility-list.ts'
import { uploadList } from '#src/modules/npq/lists/upload-list.ts'
import { execute } from '#src/platform/commands/command.ts'
import {
  CHILDCARE,
  OFFERS,
  PP50_SCHOOLS,
  type Providers,
  RISE_SCHOOLS,
  SPRING_OFFERS,
  TEACHER_PERSONAS,
} from './npq-plans.ts'
import { urnOf } from './particular-schools.ts'
import { seedTeachers } from './seed-teachers.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

/** NPQs: who offers what, the lists that funding depends on, and teachers in every state of a registration. */
export async function seedNpq(seeding: Seeding): Promise<void> {
  const providers = await providersByName(seeding)
  await seedOffers(seeding, providers, '2026b', OFFERS)
  await seedOffers(seeding, providers, '2026a', SPRING_OFFERS)
  const folder = await mkdtemp(join(tmpdir(), 'npq-'))
  try {
    await seedLists(seeding, folder)
    await seedChildcare(seeding, folder)
  } finally {
    await rm(folder, { recursive: true })
  }
  await seedTeachers(seeding, providers)
  seeding.log(`${TEACHER_PERSONAS.length} teachers and their NPQ registrations`)
}

async function providersByName({ db }: Seeding): Promise<Providers> {
  const rows = await db
    .selectFrom('directory.organisations')
    .select(['id', 'name'])
    .where('kind', '=', 'company')
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

const daysAgo = ({ now }: Seeding, days: number) => startOfDay(londonDate(now).subtract({ days })).add({ hours: 9 })

async function seedOffers(
  seeding: Seeding,
  providers: Providers,
  cohort: string,
  offers: Readonly<Partial<Record<CourseIdentifier, readonly string[]>>>,
): Promise<void> {
  for (const [course, names] of Object.entries(offers)) {
    const providerIds = names.flatMap((name) => providers.get(name) ?? [])
    const context = contextAt(seeding, daysAgo(seeding, 100))
    unless(
      'nothing-changed',
      await execute(context, setCourseOffers, { course: CourseIdentifier.parse(course), cohort, providerIds }),
    )
  }
}

async function seedLists(seeding: Seeding, folder: string): Promise<void> {
  const further = await schoolByUrn(seeding.db, urnOf('technical'))
  const lists: readonly (readonly [EligibilityList, string, readonly string[]])[] = [
    ['rise', 'RISE School URN', RISE_SCHOOLS.map(urnOf)],
    ['pp50-schools', 'PP50 School URN', PP50_SCHOOLS.map(urnOf)],
    ['pp50-further-education', 'FE UKPRN', [further?.ukprn ?? '10000001']],
    ['childminders', 'Childminder URN', ['CA260105']],
  ]
  for (const [list, heading, identifiers] of lists) {
    const file = await written(folder, `${list}.csv`, [heading, ...identifiers])
    const context = contextAt(seeding, daysAgo(seeding, 98))
    const uploaded = unless('never', await execute(context, uploadList, { list, ...file }))
    const from = londonDate(context.now).toString()
    const applied = await execute(context, applyList, { versionId: uploaded?.versionId ?? '', from, because: null })
    unless('no-longer-previewed', applied)
  }
}

async function seedChildcare(seeding: Seeding, folder: string): Promise<void> {
  const lines = CHILDCARE.map(([urn, name, town, postcode]) => [urn, name, town, postcode, 'Active'].join(','))
  const heading = 'Provider URN,Provider name,Provider town,Provider postcode,Provider status'
  const { fileName, path } = await written(folder, 'childcare.csv', [heading, ...lines])
  const input = { path: path(), fileName, mode: 'apply', acceptedBecause: null } as const
  unless('never', await execute(contextAt(seeding, daysAgo(seeding, 97)), importChildcare, input))
}

/** A file as staff would upload it. */
async function written(folder: string, fileName: string, lines: readonly string[]) {
  const text = `${lines.join('\r\n')}\r\n`
  const path = join(folder, fileName)
  await writeFile(path, text)
  return { fileName, sha256: createHash('sha256').update(text).digest('hex'), path: () => path }
}
