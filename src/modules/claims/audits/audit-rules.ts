import type { AuditParty, ProviderAnswer, Said } from './audit.ts'

/** The newest word of a party about each mentor, by line. Words that were only saved count for the party itself alone. */
export function newestOf(
  said: readonly Said[],
  party: AuditParty,
  { drafts }: { readonly drafts: boolean },
): ReadonlyMap<string, Said> {
  const found = new Map<string, Said>()
  for (const word of said) {
    if (word.party !== party || (word.isDraft && !drafts)) continue
    const known = found.get(word.lineId)
    if (!known || word.saidAt.epochMilliseconds >= known.saidAt.epochMilliseconds) found.set(word.lineId, word)
  }
  return found
}

/**
 * What follows for the claim from the provider's answers: null while a mentor has none. Hours that were claimed, or more, confirm
 * the claim: what was not claimed cannot be paid afterwards.
 */
export function outcomeOf(
  lines: readonly { readonly id: string; readonly hours: number }[],
  answers: ReadonlyMap<string, Pick<Said, 'answer' | 'hours'>>,
): 'confirmed' | 'disagrees' | null {
  const given = lines.map(({ id, hours }) => ({ hours, answer: answers.get(id) }))
  if (given.some(({ answer }) => answer === undefined)) return null
  return given.every(({ hours, answer }) => confirms(answer, hours)) ? 'confirmed' : 'disagrees'
}

const confirms = (said: Pick<Said, 'answer' | 'hours'> | undefined, claimed: number): boolean =>
  said?.answer === 'confirmed' || (said?.answer === 'other-hours' && (said.hours ?? 0) >= claimed)

/** Whether an answer needs a reason: whoever takes hours away says why. */
export const needsReason = (answer: ProviderAnswer, hours: number | null, claimed: number): boolean =>
  answer === 'refused' || (answer === 'other-hours' && (hours ?? 0) < claimed)

type Line = { readonly id: string; readonly hours: number }

/** The mentors whose hours the provider does not confirm. */
export function doubtedLines<Of extends Line>(lines: readonly Of[], said: readonly Said[]): readonly Of[] {
  const newest = newestOf(said, 'provider', { drafts: false })
  return lines.filter(({ id, hours }) => !confirms(newest.get(id), hours))
}
