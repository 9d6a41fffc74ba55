/** A paid claim that may be audited: none that was audited before. */
export type Candidate = {
  readonly claimId: string
  readonly schoolId: string
  readonly pence: number
  /** Whether one of its mentors submitted it. */
  readonly byMentor: boolean
  /** Kind, phase and place of the school, such as "Academies, Secondary, Urban". */
  readonly stratum: string
}

export type SampleSettings = {
  /** A school that claimed more than this is audited whole. Pence. */
  readonly highValuePence: number
  /** Of the rest, how many of a hundred claims that a mentor submitted for themselves. */
  readonly mentorSubmittedPercent: number
  /** Of the rest, and of all together, how much of a hundred pounds. */
  readonly valuePercent: number
}

export type SampleReason = 'high-value' | 'mentor-submitted' | 'stratum'

export type Choice = {
  readonly claimId: string
  readonly reason: SampleReason
  /** Its place, from 1, among those that were drawn for the same reason (and in the same stratum). */
  readonly drawnAs: number
}

type Draw = {
  readonly candidates: readonly Candidate[]
  readonly settings: SampleSettings
  /** A claim's place in the random order, such as a hash of seed and claim: whoever has the seed draws the same sample again. */
  readonly rank: (claimId: string) => string
}

/**
 * Which claims are audited, and why each. All of a school with a high total; a share of those that a mentor submitted for
 * themselves; of the rest, in each stratum, claims in random order until their value is closest to the share of the stratum's.
 * What is then still missing to the share of all is filled up in random order over all strata.
 * Source: sampling algorithm of 19 August 2024; docs/rules/claims.md#audit.
 */
export function chooseForAudit({ candidates, settings, rank }: Draw): readonly Choice[] {
  const ordered = candidates.toSorted((one, other) => compare(rank(one.claimId), rank(other.claimId)))
  const highValue = ofHighValueSchools(ordered, settings.highValuePence)
  const rest = without(ordered, highValue)
  const mentors = shareOfMentors(rest, settings.mentorSubmittedPercent)
  const remaining = without(rest, mentors)
  const strata = [...Map.groupBy(remaining, ({ stratum }) => stratum).entries()].toSorted(([one], [other]) =>
    compare(one, other),
  )
  const drawn = strata.flatMap(([, claims]) => chosenFor('stratum', closestTo(claims, settings.valuePercent)))
  const chosen = [...chosenFor('high-value', highValue), ...chosenFor('mentor-submitted', mentors), ...drawn]
  return [...chosen, ...filledUp(ordered, chosen, settings.valuePercent)]
}

/** Of two that are never the same. */
const compare = (one: string, other: string): number => (one < other ? -1 : 1)

const worthOf = (claims: readonly Candidate[]): number => claims.reduce((sum, { pence }) => sum + pence, 0)

const without = (claims: readonly Candidate[], gone: readonly Candidate[]): readonly Candidate[] => {
  const ids = new Set(gone.map(({ claimId }) => claimId))
  return claims.filter(({ claimId }) => !ids.has(claimId))
}

const chosenFor = (reason: SampleReason, claims: readonly Candidate[]): readonly Choice[] =>
  claims.map(({ claimId }, index) => ({ claimId, reason, drawnAs: index + 1 }))

function ofHighValueSchools(claims: readonly Candidate[], limit: number): readonly Candidate[] {
  const schools = Map.groupBy(claims, ({ schoolId }) => schoolId)
  return claims.filter(({ schoolId }) => worthOf(schools.get(schoolId) ?? []) > limit)
}

/** Rounded up: of four, one. */
function shareOfMentors(claims: readonly Candidate[], percent: number): readonly Candidate[] {
  const own = claims.filter(({ byMentor }) => byMentor)
  return own.slice(0, Math.ceil((own.length * percent) / 100))
}

/** From the front, for as long as another claim brings the value nearer to the share. Works in hundredths of pence: whole numbers. */
function closestTo(claims: readonly Candidate[], percent: number): readonly Candidate[] {
  const target = worthOf(claims) * percent
  let sum = 0
  const chosen: Candidate[] = []
  for (const claim of claims) {
    const next = sum + claim.pence * 100
    if (Math.abs(next - target) >= Math.abs(sum - target)) break
    sum = next
    chosen.push(claim)
  }
  return chosen
}

function filledUp(ordered: readonly Candidate[], chosen: readonly Choice[], percent: number): readonly Choice[] {
  const ids = new Set(chosen.map(({ claimId }) => claimId))
  const target = worthOf(ordered) * percent
  let sum = 100 * worthOf(ordered.filter(({ claimId }) => ids.has(claimId)))
  const added: Candidate[] = []
  for (const claim of ordered) {
    if (sum >= target) break
    if (ids.has(claim.claimId)) continue
    added.push(claim)
    sum += claim.pence * 100
  }
  return chosenFor('stratum', added)
}
