import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { TableRow } from '#src/kit/table-cells.ts'
import { codeOfCell } from '#src/kit/table-cells.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { organisationIdentifiedBy, schoolsById } from '../../directory/public.ts'
import { allowanceKey, allowancesOf } from '../allowance/allowance-queries.ts'
import { accreditedFor } from '../claims/accredited-queries.ts'
import { claimingOfSchools } from '../claims/claiming-queries.ts'
import { whyNotClaim, whyNotClaimText } from '../claims/claiming-rules.ts'
import { claimsOfSchools } from '../claims/school-claims-queries.ts'
import { mentorsOfSchools } from '../mentors/mentors-queries.ts'
import { areasOfDistricts, claimYear, ratesOf } from '../years/years-queries.ts'
import type { TrustColumn } from './trust-file.ts'
import { mentorKey, providerKey, type TrustFileFacts } from './trust-file-rules.ts'

type Asked = {
  readonly trustId: string
  readonly schoolIds: readonly string[]
  readonly rows: readonly TableRow<TrustColumn>[]
  readonly now: Temporal.Instant
}

/** All that the rows of a trust's file are judged by. As many queries as the file has UKPRNs, and about twenty. */
export async function trustFileFacts(
  reader: Reader,
  { trustId, schoolIds, rows, now }: Asked,
): Promise<TrustFileFacts> {
  const schools = schoolIds.map((id) => ({ id, trustId }))
  const records = await schoolsById(reader, schoolIds)
  const claiming = await claimingOfSchools(reader, { schools, records, now })
  const year = [...claiming.values()][0]?.year
  const rules = year === undefined ? null : await claimYear(reader, year)
  const mentors = await mentorsOfSchools(reader, schoolIds)
  const providers = await providersIn(reader, rows, now)
  const claims = year === undefined ? [] : await claimsOfSchools(reader, { schoolIds, year })
  const allowances = rules
    ? await allowancesOf(reader, {
        personIds: [...new Set(mentors.map(({ personId }) => personId))],
        providerIds: [...new Set([...providers.values()].flatMap((provider) => (provider ? [provider.id] : [])))],
        ...{ year: rules, now },
      })
    : new Map()
  const rates = year === undefined ? null : await ratesOf(reader, year, now)
  const areaOf = await areasOfDistricts(
    reader,
    [...claiming.values()].map(({ record }) => record.districtCode),
    londonDate(now),
  )
  return {
    schools: new Map(
      [...claiming].map(([id, facts]) => {
        const [why] = whyNotClaim(facts)
        const { urn, name } = facts.record
        const pencePerHour = rates?.[areaOf(facts.record.districtCode)] ?? null
        return [urn, { id, urn, name, pencePerHour, why: why ? whyNotClaimText(why, facts).replace(/\.$/, '') : null }]
      }),
    ),
    providers,
    mentors: new Map(mentors.map((mentor) => [mentorKey(mentor.schoolId, mentor.trn), mentor])),
    allowanceOf: (personId, providerId) => allowances.get(allowanceKey({ personId, providerId })),
    othersOf: (schoolId, providerId) =>
      claims.flatMap(({ claim }) =>
        claim.schoolId === schoolId && claim.providerId === providerId && claim.status !== 'withdrawn'
          ? [claim.reference]
          : [],
      ),
  }
}

type Named = { readonly id: string; readonly name: string }

/** The accredited providers that the file names, by what it calls them; null for what two have. */
async function providersIn(reader: Reader, rows: Asked['rows'], now: Temporal.Instant) {
  const accredited = (await accreditedFor(reader, { year: null, now })).all
  const byName = Map.groupBy(accredited, ({ name }) => providerKey(name))
  const found = new Map<string, Named | null>()
  for (const cell of new Set(rows.map(({ cells }) => providerKey(cells.provider ?? '')))) {
    const [only, another] = byName.get(cell) ?? (await byUkprn(reader, accredited, cell))
    if (only) found.set(cell, another ? null : only)
  }
  return found
}

async function byUkprn(reader: Reader, accredited: readonly Named[], cell: string): Promise<readonly Named[]> {
  const ukprn = /^[0-9 ]{8,}$/.test(cell) ? codeOfCell(cell, 8) : null
  const identified = ukprn && (await organisationIdentifiedBy(reader, { urn: null, uid: null, ukprn }))
  return identified ? accredited.filter(({ id }) => id === identified.id) : []
}
