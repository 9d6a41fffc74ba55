/** Hours that a school claimed for a mentor with the provider. */
export type ClaimedHours = {
  readonly trn: string
  readonly mentor: string
  readonly schoolUrn: string | null
  readonly schoolName: string
  readonly reference: string
  readonly claimId: string
  readonly hours: number
}

/** Hours of a mentor in the provider's own records. */
export type RecordedHours = {
  readonly trn: string
  readonly schoolUrn: string | null
  readonly mentor: string | null
  readonly hours: number
}

export const DIFFERENCES = ['claimed-more', 'not-in-records', 'claimed-less', 'not-claimed', 'same'] as const
export type Difference = (typeof DIFFERENCES)[number]

/** One mentor, at one school where the records name schools. */
export type Compared = {
  readonly trn: string
  readonly mentor: string
  readonly schools: readonly string[]
  readonly claims: readonly { readonly id: string; readonly reference: string }[]
  readonly claimed: number
  readonly recorded: number
  readonly difference: Difference
}

/**
 * What was claimed beside what the provider recorded, both ways. Rows of the same mentor are added up; they are told apart by school
 * only where the records name the school of all of that mentor's rows.
 */
export function compareHours(
  claimed: readonly ClaimedHours[],
  recorded: readonly RecordedHours[],
): readonly Compared[] {
  const wholly = new Set(recorded.filter(({ schoolUrn }) => schoolUrn === null).map(({ trn }) => trn))
  const known = new Set(recorded.map(({ trn }) => trn))
  const keyOf = ({ trn, schoolUrn }: { readonly trn: string; readonly schoolUrn: string | null }) =>
    wholly.has(trn) || !known.has(trn) ? trn : `${trn} ${schoolUrn ?? ''}`
  const [ofClaims, ofRecords] = [Map.groupBy(claimed, keyOf), Map.groupBy(recorded, keyOf)]
  const compared = [...new Set([...ofClaims.keys(), ...ofRecords.keys()])].map((key) =>
    rowOf(ofClaims.get(key) ?? [], ofRecords.get(key) ?? []),
  )
  return compared.toSorted(
    (one, other) =>
      DIFFERENCES.indexOf(one.difference) - DIFFERENCES.indexOf(other.difference) ||
      one.mentor.localeCompare(other.mentor, 'en-GB') ||
      one.trn.localeCompare(other.trn, 'en-GB'),
  )
}

function rowOf(claims: readonly ClaimedHours[], records: readonly RecordedHours[]): Compared {
  const sum = (rows: readonly { readonly hours: number }[]) => rows.reduce((total, { hours }) => total + hours, 0)
  const [claimed, recorded] = [sum(claims), sum(records)]
  const urns = records.flatMap(({ schoolUrn }) => (schoolUrn === null ? [] : [`URN ${schoolUrn}`]))
  return {
    trn: claims[0]?.trn ?? records[0]?.trn ?? '',
    mentor: claims[0]?.mentor ?? records.find(({ mentor }) => mentor !== null)?.mentor ?? '',
    schools: [...new Set(claims.length > 0 ? claims.map(({ schoolName }) => schoolName) : urns)],
    claims: [...new Map(claims.map(({ claimId: id, reference }) => [id, { id, reference }])).values()],
    ...{ claimed, recorded, difference: differenceOf(claims.length, records.length, claimed - recorded) },
  }
}

function differenceOf(claims: number, records: number, more: number): Difference {
  if (records === 0) return 'not-in-records'
  if (claims === 0) return 'not-claimed'
  if (more === 0) return 'same'
  return more > 0 ? 'claimed-more' : 'claimed-less'
}
