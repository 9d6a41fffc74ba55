/** What a claim is found by. */
export type ClaimWords = {
  readonly reference: string
  readonly schoolName: string
  readonly schoolUrn: string | null
  readonly providerName: string
  readonly mentors: readonly { readonly mentorName: string; readonly mentorTrn: string }[]
}

/** The words of a claim that are compared, for `claims.search_words`, each once. */
export const claimWords = ({
  reference,
  schoolName,
  schoolUrn,
  providerName,
  mentors,
}: ClaimWords): readonly string[] => [
  ...new Set([
    reference,
    ...(schoolUrn === null ? [] : [schoolUrn]),
    ...[schoolName, providerName, ...mentors.map(({ mentorName }) => mentorName)].flatMap(searchWords),
    ...mentors.map(({ mentorTrn }) => mentorTrn),
  ]),
]

/**
 * What somebody typed as a query of the database: every word must be there, and the last may be the beginning of one. Numbers may
 * have spaces in them ("12 34 567"). Null when no word was typed.
 */
export function claimQuery(typed: string): string | null {
  const together = typed.replaceAll(/(?<=\d)[\s-]+(?=\d)/g, '')
  const found = searchWords(together).slice(0, MOST_WORDS)
  return found.length === 0 ? null : found.map((word) => `'${word}':*`).join(' & ')
}

const MOST_WORDS = 10

/** Without accents, capitals, apostrophes and full stops, so that "O’Neill" and "oneill" meet. */
export const searchWords = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’‘`.]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
