import { aTutorOf } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { machineClock } from '#src/platform/clock.ts'
import type { Database } from '#src/platform/db/database.ts'
import type { App } from '#src/platform/http/app.ts'
import { ask, QUESTIONS, type Question } from '#test/security/questions.ts'
import { criticalDistance, distanceOf } from './enumeration/kolmogorov-smirnov.ts'
import { withService } from './enumeration/whole-app.ts'

const ADDRESSES = 1000
const MOMENT = machineClock.now()
const YESTERDAY = MOMENT.subtract({ hours: 24 })
/** How often two samples of one kind may look different by chance. */
const LEVEL = 0.001

/**
 * Asks every form that takes a stranger's address (or those with some words in their name) about known and unknown addresses, one
 * of each in turn, and compares the bytes of the answers and, by a Kolmogorov-Smirnov test, the times. Answers whether neither
 * tells them apart.
 */
export async function benchEnumeration(addresses = ADDRESSES, words = ''): Promise<boolean> {
  const cases = CASES.filter(({ name }) => name.includes(words))
  if (cases.length === 0) throw new Error(`No form is called that: ${CASES.map(({ name }) => name).join('; ')}`)
  // Pages name the time of the next email: it stands still, so that the same page has the same bytes.
  return withService({ now: () => MOMENT }, async ({ app, db }) => {
    const ground = await prepare(db, addresses)
    const results: boolean[] = []
    for (const one of cases) results.push(await compare(app, one, ground))
    return results.every(Boolean)
  })
}

/** A form, and whether the known have access at the school that it is about or at another. */
type Case = { readonly name: string; readonly question: Question; readonly school: 'their own' | 'another' }

const CASES: readonly Case[] = QUESTIONS.flatMap((question): readonly Case[] =>
  question.at('100000') === question.at('100001')
    ? [{ name: question.name, question, school: 'another' }]
    : [
        { name: question.name, question, school: 'another' },
        { name: `${question.name}, about who has access there`, question, school: 'their own' },
      ],
)

type Ground = {
  readonly urns: readonly string[]
  readonly known: readonly string[]
  readonly unknown: readonly string[]
}

async function prepare(db: Database, addresses: number): Promise<Ground> {
  const urns: string[] = []
  const [known, unknown]: [string[], string[]] = [[], []]
  for (let at = 0; at < addresses; at += 1) {
    const number = String(at).padStart(5, '0')
    const school = await aSchool(db)
    urns.push(school.urn)
    known.push((await aTutorOf(db, school, { address: `known${number}@pupil.example`, now: YESTERDAY })).address)
    unknown.push(`other${number}@pupil.example`)
  }
  return { urns, known, unknown }
}

type Sample = { readonly answers: Set<string>; readonly times: number[] }

/** In pairs, first one and then the other, so that a machine that grows slower or faster does so for both. */
async function compare(app: App, { name, question, school }: Case, { urns, known, unknown }: Ground): Promise<boolean> {
  const samples = [known, unknown].map((): Sample => ({ answers: new Set(), times: [] }))
  for (const [at, own] of urns.entries()) {
    // Another is the school of the next.
    const urn = school === 'their own' ? own : (urns[(at + 1) % urns.length] ?? own)
    for (const which of at % 2 === 0 ? [0, 1] : [1, 0]) {
      const address = [known, unknown][which]?.[at] ?? ''
      const { answer, milliseconds } = await ask(app, {
        question,
        address,
        urn,
        ip: `10.${which + 1}.${at >> 8}.${at & 255}`,
      })
      samples[which]?.answers.add(answer)
      samples[which]?.times.push(milliseconds)
    }
  }
  return judge(name, samples)
}

function judge(name: string, samples: readonly Sample[]): boolean {
  const all = new Set(samples.flatMap(({ answers }) => [...answers]))
  const [first = [], second = []] = samples.map(({ times }) => times)
  const distance = distanceOf(first, second)
  const critical = criticalDistance(first.length, second.length, LEVEL)
  console.log(`${name}: ${first.length} known and ${second.length} unknown addresses`)
  console.log(`  same status and bytes: ${all.size === 1 ? 'yes' : `NO, ${all.size} answers`}`)
  console.log(
    `  milliseconds: known median ${middle(first).toFixed(2)}, unknown ${middle(second).toFixed(2)}, ratio ${(middle(first) / middle(second)).toFixed(3)}`,
  )
  console.log(`  distance of the times ${distance.toFixed(4)}, by chance up to ${critical.toFixed(4)}`)
  return all.size === 1 && distance < critical
}

const middle = (times: readonly number[]): number => times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0

const [addresses, ...words] = process.argv.slice(2)
process.exitCode = (await benchEnumeration(Number(addresses ?? ADDRESSES), words.join(' '))) ? 0 : 1
