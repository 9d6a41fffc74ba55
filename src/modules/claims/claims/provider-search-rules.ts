import { searchWords } from './claim-search-rules.ts'

/** What a provider is found by. */
type Findable = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly ukprn: string | null
  readonly postcode: string | null
}

/**
 * Providers that have everything that was typed, each word as the beginning of one of their name, of another name of theirs, of
 * their UKPRN or of their postcode. Those whose name begins as was typed come first; else they stay in order.
 */
export function providersFound<Provider extends Findable>(
  all: readonly Provider[],
  typed: string,
): readonly Provider[] {
  const picked = PICKED.exec(typed.trim())?.[1]
  if (picked) return all.filter(({ ukprn }) => ukprn === picked)
  const [words, compact] = [wordsTyped(typed), compactOf(typed)]
  if (words.length === 0) return []
  const found = all.filter((provider) => hasWords(provider, words) || hasCode(provider, compact))
  const [first, others] = [found.filter(beginsWith(compact)), found.filter((one) => !beginsWith(compact)(one))]
  return [...first, ...others]
}

/** A suggestion that was chosen is sent as "Name (UKPRN)". */
const PICKED = / \(([0-9]{8})\)$/
const POSTCODE = /\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b/gi
/** Fewer letters of a postcode or a UKPRN say too little. */
const FEWEST = 3

/** The words, with a postcode or a number that was typed with spaces as one. */
const wordsTyped = (typed: string): readonly string[] =>
  searchWords(
    typed
      .replaceAll(POSTCODE, (_, outward, inward) => ` ${outward}${inward} `)
      .replaceAll(/(?<=[0-9])[\s-]+(?=[0-9])/g, ''),
  )

const compactOf = (text: string): string => searchWords(text).join('')

function hasWords({ name, aliases, ukprn, postcode }: Findable, words: readonly string[]): boolean {
  const codes = [ukprn, postcode].flatMap((code) => (code === null ? [] : [compactOf(code)]))
  return [name, ...aliases].some((one) => {
    const own = [...searchWords(one), ...codes]
    return words.every((word) => own.some((beginning) => beginning.startsWith(word)))
  })
}

/** A postcode that is not typed to its end yet may come apart in words that begin nothing. */
const hasCode = ({ ukprn, postcode }: Findable, compact: string): boolean =>
  compact.length >= FEWEST && [ukprn, postcode].some((code) => code !== null && compactOf(code).startsWith(compact))

const beginsWith =
  (compact: string) =>
  ({ name }: Findable): boolean =>
    compactOf(name).startsWith(compact)
