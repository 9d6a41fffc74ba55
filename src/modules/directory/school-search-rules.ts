/**
 * How names and places are compared when somebody looks for a school. The same words go into the search columns and come out
 * of what is typed, so that "St. Mary's C of E Junior & Infant School" and "saint marys church of england primary" meet.
 * What is shown keeps its accents and its own words.
 */

/** The words of a name that are compared, for `schools.search_name`. Never empty for a name that has a letter or a digit. */
export const searchName = (name: string): string => (comparable(name) || plainWords(name).join(' ')).trim()

export type SearchablePlace = {
  readonly locality: string | null
  readonly town: string | null
  readonly county: string | null
  readonly laName: string | null
  readonly districtName: string | null
  readonly postcode: string | null
}

/** The words of a place, for `schools.search_place`: towns, authorities, the outward half of the postcode and all of it. */
export function searchPlace({ locality, town, county, laName, districtName, postcode }: SearchablePlace): string {
  const compact = (postcode ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
  const postcodeWords = compact.length > 4 ? [compact.slice(0, -3), compact] : []
  const names = [locality, town, county, laName, districtName].flatMap((name) =>
    name ? comparable(name).split(' ') : [],
  )
  return [...new Set([...names, ...postcodeWords])].filter(Boolean).join(' ')
}

export type SearchQuery =
  | { readonly kind: 'empty' }
  /** Only words that nearly every school has, such as "the school". */
  | { readonly kind: 'too-broad' }
  | { readonly kind: 'urn'; readonly urn: string }
  /** The DfE number of a school: its local authority and its number there, such as 201/3614. */
  | { readonly kind: 'establishment-number'; readonly laCode: string; readonly number: string }
  | { readonly kind: 'words'; readonly words: readonly string[] }

/** What somebody typed, understood: a URN, a DfE number, or words of names, towns and postcodes in any order. */
export function searchQuery(text: string): SearchQuery {
  const typed = text.normalize('NFKC').replace(INVISIBLE, '').trim().slice(0, LONGEST_QUERY)
  if (plainWords(typed).length === 0) return { kind: 'empty' }
  const picked = PICKED.exec(typed)?.[1]
  if (picked) return { kind: 'urn', urn: picked }
  const urn = /^(?:urn)?[\s:.#]*(\d{5,6})$/i.exec(typed.replaceAll(/(?<=\d) (?=\d)/g, ''))?.[1]
  if (urn) return { kind: 'urn', urn }
  const dfe = /^(\d{3})\s*[/\s-]?\s*(\d{4})$/.exec(typed)
  if (dfe?.[1] && dfe[2]) return { kind: 'establishment-number', laCode: dfe[1], number: dfe[2] }
  const words = comparable(typed.replaceAll(POSTCODE, (_, outward, inward) => ` ${outward}${inward} `))
  return words ? { kind: 'words', words: [...new Set(words.split(' '))].slice(0, MOST_WORDS) } : { kind: 'too-broad' }
}

/** A suggestion that was chosen is sent as "Name (URN)". */
const PICKED = / \((\d{5,6})\)$/

/** Whether somebody chose one school from the suggestions, rather than typing. */
export const isPicked = (text: string): boolean => PICKED.test(text.trim())

const LONGEST_QUERY = 200
const MOST_WORDS = 10
// Pasted text brings zero-width and soft-hyphen characters.
const INVISIBLE = /[\u00AD\u200B-\u200F\u2028-\u202F\u2060\uFEFF]/g
const POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/gi

const STOP_WORDS: ReadonlySet<string> = new Set(['the', 'of', 'and', 'for', 'at', 'in', 'school', 'schools', 'sch'])

/** Phrases and what stands for them, applied after the stop words have gone: "church of england" is by then two words. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  // Also while it is being typed.
  ...Array.from('england', (_, last): [string, string] => [`church ${'england'.slice(0, last + 1)}`, 'ce']),
  ['cofe', 'ce'],
  ['c e', 'ce'],
  ['cep', 'ce primary'],
  ['roman catholic', 'rc'],
  ['catholic', 'rc'],
  ['r c', 'rc'],
  ['rcp', 'rc primary'],
  ['voluntary aided', 'va'],
  ['v a', 'va'],
  ['voluntary controlled', 'vc'],
  ['v c', 'vc'],
  ['junior mixed infant', 'primary'],
  ['junior mixed infants', 'primary'],
  ['junior infant', 'primary'],
  ['junior infants', 'primary'],
  ['infant junior', 'primary'],
  ['infants juniors', 'primary'],
  ['jmi', 'primary'],
  ['jm i', 'primary'],
  ['j m i', 'primary'],
  ['j i', 'primary'],
  ['prim', 'primary'],
  ['juniors', 'junior'],
  ['jnr', 'junior'],
  ['infants', 'infant'],
  ['inf', 'infant'],
  ['sec', 'secondary'],
  ['saint', 'st'],
  ['saints', 'st'],
  ['sts', 'st'],
  ['ss', 'st'],
  ['mt', 'mount'],
  ['acad', 'academy'],
  ['coll', 'college'],
  ['comm', 'community'],
  ['6th', 'sixth'],
  ['pupil referral unit', 'pru'],
  ['university technical college', 'utc'],
])

/** Words that stand in no name as it is compared: the database, which knows those that do, cannot put them right. */
const UNKNOWN_TO_NAMES: readonly string[] = [
  ...new Set([...STOP_WORDS, ...[...SYNONYMS.keys()].flatMap((phrase) => phrase.split(' '))]),
].filter((word) => word.length > 4)

/** The words with one slip in "school", "catholic" and their like put right, as names are compared. */
export const respelt = (words: readonly string[]): readonly string[] =>
  comparable(words.map((word) => UNKNOWN_TO_NAMES.find((known) => isOneSlip(word, known)) ?? word).join(' '))
    .split(' ')
    .filter(Boolean)

/** A letter added, left out or changed, or two swapped: then both share a spelling with one letter less. As the database does. */
const isOneSlip = (word: string, known: string): boolean =>
  word.length > 3 && word !== known && spellings(word).some((spelling) => spellings(known).includes(spelling))

const spellings = (word: string): readonly string[] =>
  Array.from({ length: word.length + 1 }, (_, at) => word.slice(0, at) + word.slice(at + 1))

const LONGEST_PHRASE = 3

/** Words without stop words, with every synonym replaced, the longest phrase first. */
function comparable(text: string): string {
  const words = plainWords(text).filter((word) => !STOP_WORDS.has(word))
  const out: string[] = []
  for (let at = 0; at < words.length; ) {
    const taken = phraseAt(words, at)
    out.push(taken.words)
    at += taken.length
  }
  return out.join(' ')
}

function phraseAt(words: readonly string[], at: number): { words: string; length: number } {
  for (let length = LONGEST_PHRASE; length > 0; length -= 1) {
    const phrase = words.slice(at, at + length)
    const synonym = phrase.length === length ? SYNONYMS.get(phrase.join(' ')) : undefined
    if (synonym) return { words: synonym, length }
  }
  return { words: words[at] ?? '', length: 1 }
}

// Letters that do not come apart into a plain letter and an accent.
const LIGATURES: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  þ: 'th',
  ð: 'd',
}

const plainWords = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[æœøßłđþð]/g, (letter) => LIGATURES[letter] ?? letter)
    .replaceAll(/['’‘`´ʼ]/g, '')
    .replaceAll(/[&+]/g, ' and ')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
