import { respelt } from './school-search-rules.ts'

/**
 * Which words a school must have to match what was typed, as PostgreSQL text search queries.
 * The words come from `searchQuery`: letters a to z and digits only, so that they need no quoting.
 */

/** Every word, as typed or as people also say it: with or without a final s, and another word for the same kind of school. */
export const exactMatch = (words: readonly string[]): string => allOf(words.map((word) => anyOf(alternatives(word))))

/** As `exactMatch` without other kinds of school: these go before those that only have another word for it. */
export const literalMatch = (words: readonly string[]): string => allOf(words.map((word) => anyOf(forms(word))))

/** As `exactMatch`, while the last word is still being typed. */
export function matchWhileTyping(words: readonly string[]): string {
  const last = words.at(-1)
  if (!last) return ''
  const unfinished = last.length > 1 || words.length === 1 ? [anyOf([...alternatives(last), `${last}:*`])] : []
  return allOf([...words.slice(0, -1).map((word) => anyOf(alternatives(word))), ...unfinished])
}

export type NearestMatch = {
  /** The words to ask for, whose misspellings the database knows. A weak word is not asked for beside a strong one. */
  readonly words: readonly string[]
  /** For each of the words, what else may stand in its place. */
  readonly alternatives: readonly string[]
  /** Other ways to read it: a space too many or too few. Null when there are none. */
  readonly readings: string | null
}

/** What to look for when no school has every word: one slip in each word, words begun, the area of a postcode. */
export function nearestMatch(typed: readonly string[]): NearestMatch {
  const words = respelt(typed)
  const strong = words.filter((word) => !WEAK_WORDS.has(word))
  const asked = (strong.length > 0 ? strong : words).map((word) => (isPostcodeWord(word) ? word.slice(0, -3) : word))
  const readings = asked.length <= MOST_WORDS_READ_AGAIN ? [...joined(asked), ...divided(asked)] : []
  return {
    words: asked,
    alternatives: asked.map((word) =>
      anyOf([...alternatives(word), ...(/^[a-z]{3,}$/.test(word) ? [`${word}:*`] : [])]),
    ),
    readings: readings.length > 0 ? anyOf(readings) : null,
  }
}

/** Words that stand for the same kind of school when people speak: each finds the others, the typed one first. */
const KINDS_OF_SCHOOL: readonly (readonly string[])[] = [
  ['primary', 'junior', 'infant', 'first'],
  ['secondary', 'high', 'upper'],
]

/**
 * Words that a school gains or loses when it converts, and that people leave out or get wrong.
 * When nothing has every word typed, these are no longer asked for.
 */
const WEAK_WORDS: ReadonlySet<string> = new Set([
  ...KINDS_OF_SCHOOL.flat(),
  ...[
    'academy',
    'college',
    'ce',
    'rc',
    'va',
    'vc',
    'community',
    'free',
    'nursery',
    'grammar',
    'special',
    'trust',
    'centre',
  ],
])

/** A full postcode as one word, such as "ls14ab"; its outward half is what is left without the last three. */
export const isPostcodeWord = (word: string): boolean => /^[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}$/.test(word)

const MOST_WORDS_READ_AGAIN = 5
const SHORTEST_DIVIDED = 6

const allOf = (parts: readonly string[]): string => parts.join(' & ')
const anyOf = (parts: readonly string[]): string => (parts.length === 1 ? `${parts[0]}` : `(${parts.join(' | ')})`)

/** The word and every other word for its kind of school. */
const alternatives = (word: string): readonly string[] => [
  ...new Set([...forms(word), ...(KINDS_OF_SCHOOL.find((words) => words.includes(word)) ?? [])]),
]

/** The word, and the word with or without a final s: "st mary" for "St Mary's". */
const forms = (word: string): readonly string[] =>
  word.length > 3 && /^[a-z]+$/.test(word) ? [word, word.endsWith('s') ? word.slice(0, -1) : `${word}s`] : [word]

/** "green field" as "greenfield", for each pair of neighbours. */
const joined = (words: readonly string[]): readonly string[] =>
  words.slice(1).map((word, at) => allOf([...words.slice(0, at), `${words[at]}${word}`, ...words.slice(at + 2)]))

/** "stmarys" as "st marys", for each place in each long word. */
const divided = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, at) =>
    word.length < SHORTEST_DIVIDED
      ? []
      : Array.from({ length: word.length - 3 }, (_, place) =>
          allOf([...words.slice(0, at), word.slice(0, place + 2), word.slice(place + 2), ...words.slice(at + 1)]),
        ),
  )
