import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { academicYearOf, londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import { applyEligibleSchools } from '#src/modules/claims/years/apply-eligible-schools.ts'
import { eligibleCounts } from '#src/modules/claims/years/eligible-schools-queries.ts'
import { openWindow } from '#src/modules/claims/years/open-window.ts'
import { uploadEligibleSchools } from '#src/modules/claims/years/upload-eligible-schools.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { CLAIM_WINDOWS, ELIGIBLE_TRUSTS, SCHOOLS_THAT_CLAIM } from './claims-plans.ts'
import { urnOf } from './particular-schools.ts'
import { seedClaimStories } from './seed-claim-stories.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

/** Claims for mentor training: two windows, who may claim in them, and schools in every state of a claim. */
export async function seedClaims(seeding: Seeding): Promise<void> {
  const year = claimedYear(seeding)
  for (const { yearsAgo, from, lastDay, paid } of CLAIM_WINDOWS) {
    const [first, last] = [dayAgo(seeding, from), dayAgo(seeding, lastDay)]
    const input = {
      ...{ year: year - yearsAgo, from: first.toString(), lastDay: last.toString() },
      paidByAuthorityOn: dayAgo(seeding, paid).toString(),
      paidDirectlyOn: dayAgo(seeding, paid - 7).toString(),
    }
    unless('overlaps', await execute(asStaff(seeding, from + 21, 'Dates agreed with the payer'), openWindow, input))
    await seedEligible(seeding, { year: year - yearsAgo, daysAgo: from + 10 })
  }
  await seedClaimStories(seeding, { year })
}

/** The academic year whose training is claimed on the demonstration's day: the one before that which runs. */
const claimedYear = ({ now }: Seeding): number => Math.min(LATEST_YEAR, academicYearOf(londonDate(now)) - 1)
/** Of those that have rules (claims.years). */
const LATEST_YEAR = 2026

const dayAgo = ({ now }: Seeding, days: number): Temporal.PlainDate => londonDate(now).subtract({ days })

const asStaff = (seeding: Seeding, daysAgo: number, reason: string) => ({
  ...contextAt(seeding, startOfDay(dayAgo(seeding, daysAgo)).add({ hours: 10 })),
  process: newProcess('bin/seed', null, reason),
})

type When = { readonly year: number; readonly daysAgo: number }

async function seedEligible(seeding: Seeding, { year, daysAgo }: When): Promise<void> {
  const { db } = seeding
  if (((await eligibleCounts(db)).get(year) ?? 0) > 0) return
  const named = await Promise.all(SCHOOLS_THAT_CLAIM.map(async (key) => schoolByUrn(db, urnOf(key))))
  const ofTrusts = await db
    .selectFrom('directory.trusts as trust')
    .innerJoin('directory.trust_memberships as belongs', 'belongs.trust_id', 'trust.organisation_id')
    .innerJoin('directory.schools as school', 'school.organisation_id', 'belongs.school_id')
    .select(['school.name', 'school.urn'])
    .where('trust.group_uid', 'in', [...ELIGIBLE_TRUSTS])
    .where('school.status_code', '=', '1')
    .orderBy('school.urn')
    .execute()
  const schools = [...named.flatMap((school) => school ?? []), ...ofTrusts]
  const rows = new Map(schools.map(({ name, urn }) => [urn, `"${name.replaceAll('"', '""')}",${urn}`]))
  const text = `name,urn\r\n${[...rows.values()].join('\r\n')}\r\n`
  const folder = await mkdtemp(join(tmpdir(), 'claims-'))
  try {
    const path = join(folder, `eligible-schools-${year}.csv`)
    await writeFile(path, text)
    const context = asStaff(seeding, daysAgo, 'Schools that hosted trainees, as providers have registered them')
    const sha256 = createHash('sha256').update(text).digest('hex')
    const input = { year, fileName: `eligible-schools-${year}.csv`, path: () => path, sha256 }
    const uploaded = unless('never', await execute(context, uploadEligibleSchools, input))
    unless('never', await execute(context, applyEligibleSchools, { fileId: uploaded?.fileId ?? '' }))
  } finally {
    await rm(folder, { recursive: true })
  }
}
