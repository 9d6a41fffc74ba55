import { type Chance, chance } from '#db/seeds/chance.ts'
import type { Database } from '#src/platform/db/database.ts'

export type Question = { readonly kind: string; readonly text: string }

type Known = { readonly urn: string; readonly name: string; readonly town: string; readonly postcode: string }

/** Of a hundred questions. About one visitor in eight mistypes or cannot find the school by postcode (standards §1.3). */
const SHARES: readonly (readonly [string, number, (school: Known, luck: Chance) => string])[] = [
  ['part of a name', 30, ({ name }) => wordsOf(name).slice(0, 3).join(' ').toLowerCase()],
  ['whole name', 12, ({ name }) => name],
  ['name and town', 12, ({ name, town }) => `${wordsOf(name).slice(0, 2).join(' ')} ${town}`.toLowerCase()],
  ['one typo', 15, ({ name }, luck) => mistyped(wordsOf(name).slice(0, 3), luck).toLowerCase()],
  ['synonym', 10, ({ name }) => reworded(name).toLowerCase()],
  ['postcode', 8, ({ postcode }) => postcode],
  ['outward postcode', 3, ({ postcode }) => postcode.split(' ')[0] ?? postcode],
  ['town', 5, ({ town }) => town],
  ['URN', 5, ({ urn }) => urn],
]

/** Questions about schools that both databases have, always the same ones. */
export async function questions(db: Database, count: number): Promise<readonly Question[]> {
  const schools = await db
    .selectFrom('directory.schools')
    .select(['urn', 'name', 'town', 'postcode'])
    .where('town', 'is not', null)
    .where('postcode', 'is not', null)
    .orderBy('urn')
    .execute()
  const luck = chance(1)
  return Array.from({ length: count }, (_, at): Question => {
    const { urn, name, town, postcode } = schools[luck.whole(schools.length)] ?? {
      urn: '',
      name: '',
      town: '',
      postcode: '',
    }
    const [kind, ask] = kindFor(at % 100)
    return { kind, text: ask({ urn, name, town: town ?? '', postcode: postcode ?? '' }, luck) }
  })
}

function kindFor(hundredth: number): readonly [string, (school: Known, luck: Chance) => string] {
  let upTo = 0
  for (const [kind, share, ask] of SHARES) {
    upTo += share
    if (hundredth < upTo) return [kind, ask]
  }
  return ['whole name', ({ name }) => name]
}

const wordsOf = (name: string): readonly string[] => name.split(/[\s,()]+/).filter(Boolean)

/** One slip in the longest word. */
function mistyped(words: readonly string[], luck: Chance): string {
  const longest = [...words].sort((one, other) => other.length - one.length)[0] ?? ''
  const at = 1 + luck.whole(Math.max(1, longest.length - 2))
  const [before, after] = [longest.slice(0, at), longest.slice(at)]
  const slip = luck.pick(['drop', 'swap', 'add', 'change'])
  const wrong = {
    drop: `${before}${after.slice(1)}`,
    swap: `${before}${after.slice(1, 2)}${after.slice(0, 1)}${after.slice(2)}`,
    add: `${before}e${after}`,
    change: `${before}e${after.slice(1)}`,
  }[slip]
  return words.map((word) => (word === longest ? wrong : word)).join(' ')
}

const reworded = (name: string): string =>
  name
    .replace(/\bSt\.? /, 'Saint ')
    .replace(/Church of England|CofE|C of E/, 'ce')
    .replace(/Roman Catholic|RC|Catholic/, 'R.C.')
    .replace(/ and /, ' & ')
    .replace(/ School$/, '')
