import { routes } from '#src/modules/directory/routes.ts'
import { searchSchools, suggestSchools } from '#src/modules/directory/school-search-queries.ts'
import type { Database } from '#src/platform/db/database.ts'
import { testServer } from '#test/server.ts'
import { benchApp } from './comparing/app.ts'
import { openSizes, type Sizes } from './search/databases.ts'
import { type Question, questions } from './search/questions.ts'

const QUESTIONS = 500
/** Each question is asked so often in turn in both databases, and its quickest answer counts: others use the machine too. */
const ROUNDS = 3
/** Standards §5: list and search pages stay within 1.5 times from 1,000 rows to national size. */
const BAR = 1.5

type Ask = (question: Question) => Promise<unknown>
type Measured = { readonly question: Question; readonly few: number; readonly national: number }

/** Compares search over 1,000 schools with search over all of England's. Answers whether the p95 of the page stays within the bar. */
export async function benchSearch(): Promise<boolean> {
  const server = await testServer()
  const sizes = await openSizes(server.url)
  try {
    const asked = await questions(sizes.few, QUESTIONS)
    console.log(`${QUESTIONS} questions over ${sizes.rows.few} and over ${sizes.rows.national} schools, milliseconds`)
    const query =
      (db: Database): Ask =>
      ({ text }) =>
        searchSchools(db, { text, page: 1, laCode: null, phaseCode: null, status: null })
    const suggestion =
      (db: Database): Ask =>
      ({ text }) =>
        suggestSchools(db, text.slice(0, 12))
    const found = await measure(asked, query(sizes.few), query(sizes.national))
    report('search', found)
    for (const kind of new Set(asked.map((question) => question.kind))) {
      report(
        `  ${kind}`,
        found.filter(({ question }) => question.kind === kind),
      )
    }
    report('suggestions', await measure(asked, suggestion(sizes.few), suggestion(sizes.national)))
    const ratio = report('page GET /schools', await measurePages(asked, sizes))
    console.log(
      `${ratio <= BAR ? 'PASS' : 'FAIL'}: p95 of the page at national size is ${ratio.toFixed(2)} times that at ${sizes.rows.few}; the bar is ${BAR}`,
    )
    return ratio <= BAR
  } finally {
    await sizes.close()
    await server.release()
  }
}

async function measurePages(asked: readonly Question[], { few, national }: Sizes): Promise<readonly Measured[]> {
  const [small, large] = [await benchApp({ db: few, routes }), await benchApp({ db: national, routes })]
  const visit =
    (app: typeof small): Ask =>
    async ({ text }) => {
      const { statusCode } = await app.inject({ url: `/schools?q=${encodeURIComponent(text)}` })
      if (statusCode !== 200) throw new Error(`GET /schools?q=${text} answered ${statusCode}`)
    }
  return measure(asked, visit(small), visit(large))
}

async function measure(asked: readonly Question[], few: Ask, national: Ask): Promise<readonly Measured[]> {
  for (const question of asked.slice(0, 100)) await Promise.all([few(question), national(question)])
  const measured: Measured[] = []
  for (const question of asked) {
    const best = { few: Number.POSITIVE_INFINITY, national: Number.POSITIVE_INFINITY }
    for (let round = 0; round < ROUNDS; round += 1) {
      best.few = Math.min(best.few, await timed(few, question))
      best.national = Math.min(best.national, await timed(national, question))
    }
    measured.push({ question, ...best })
  }
  return measured
}

async function timed(ask: Ask, question: Question): Promise<number> {
  const began = performance.now()
  await ask(question)
  return performance.now() - began
}

/** Prints the percentiles; answers how many times the p95 of the few is that of all. */
function report(what: string, measured: readonly Measured[]): number {
  const at = (part: number, size: 'few' | 'national') =>
    percentile(
      measured.map((one) => one[size]),
      part,
    )
  const ratio = at(0.95, 'national') / at(0.95, 'few')
  const shown = [at(0.5, 'few'), at(0.95, 'few'), at(0.5, 'national'), at(0.95, 'national')].map((time) =>
    time.toFixed(2).padStart(7),
  )
  console.log(
    `${what.padEnd(20)} few p50${shown[0]} p95${shown[1]}   national p50${shown[2]} p95${shown[3]}   ratio of p95 ${ratio.toFixed(2)}`,
  )
  return ratio
}

const percentile = (times: readonly number[], part: number): number =>
  [...times].sort((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0

if (!(await benchSearch())) process.exitCode = 1
