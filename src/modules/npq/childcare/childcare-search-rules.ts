/** How Ofsted writes its numbers: six or seven digits, some after two letters, such as EY for early years. */
const OFSTED_URN = /^([A-Z]{2})?\d{6,8}$/

/** An Ofsted URN as it is kept: "ey 123 456" is EY123456. Null for what is none. */
export function ofstedUrn(typed: string): string | null {
  const compact = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^URN/, '')
  return OFSTED_URN.test(compact) ? compact : null
}

/** The numbers that somebody may mean, the typed one first: many leave the letters out, or write them where there are none. */
export function urnsMeant(urn: string): readonly string[] {
  const digits = urn.replace(/\D/g, '')
  return [...new Set([urn, digits, `EY${digits}`])]
}

/** What the register holds to be found by: the words of the name and the town, and the postcode with and without its end. */
export function searchText(facts: {
  readonly name: string
  readonly town: string | null
  readonly postcode: string | null
}): string {
  const compact = (facts.postcode ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
  const postcode = compact.length > 4 ? [compact.slice(0, -3), compact] : []
  return [...new Set([...comparable(facts.name), ...comparable(facts.town ?? ''), ...postcode])].join(' ')
}

/** The words of a search, a postcode as one of them. Empty when nothing that was typed can be looked for. */
export const searchedWords = (typed: string): readonly string[] => [
  ...new Set(comparable(typed.slice(0, LONGEST_SEARCH).replace(POSTCODE, ' $1$2 ')).slice(0, MOST_WORDS)),
]

const LONGEST_SEARCH = 200
const MOST_WORDS = 10
const POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/gi

/** Words that nearly every name has, and that people leave out. */
const STOP_WORDS: ReadonlySet<string> = new Set(['the', 'of', 'and', 'for', 'at', 'in', 'ltd', 'limited'])
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['saint', 'st'],
  ['saints', 'st'],
  ['sts', 'st'],
  ['nurseries', 'nursery'],
  ['playgroups', 'playgroup'],
  ['centre', 'center'],
])

const comparable = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’‘`´ʼ]/g, '')
    .replaceAll(/\bpre[\s-]?school\b/g, 'preschool')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map((word) => SYNONYMS.get(word) ?? word)
