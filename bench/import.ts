import pg from 'pg'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { type Baseline, measureCopies } from './import/baseline.ts'
import { areThere, NATIONAL } from './import/files.ts'
import { importInProcess, isOneImport, type Measured } from './import/one-import.ts'
import { measureReaders } from './import/readers.ts'

const ROUNDS = 3
/** Standards §3.1 and quality.md: the national file of establishments. */
const BARS = { seconds: 60, megabytes: 256, timesCopy: 3 }

type Round = {
  readonly first: readonly Measured[]
  readonly again: readonly Measured[]
  /** Events about schools and other organisations that the second import of every file recorded. */
  readonly eventsAgain: number
  readonly copies: Baseline
}

/**
 * Imports the national files into a new database, and once more; then copies the same schools bare, in the same round.
 * Medians of three rounds. Answers whether the bars hold.
 */
async function benchImport(): Promise<boolean> {
  if (!areThere()) {
    console.log(`The national files are not there: ${NATIONAL[0]?.path}`)
    return false
  }
  const server = await testServer()
  try {
    const rounds: Round[] = []
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound(server.url))
    await reportReaders()
    return report(rounds)
  } finally {
    await server.release()
  }
}

async function measureRound(serverUrl: string): Promise<Round> {
  const template = await ensureTemplate(serverUrl)
  const name = databaseName('test')
  await asAdministrator(serverUrl, (client) => client.query(`create database ${name} template ${template}`))
  const url = onDatabase(serverUrl, name)
  try {
    const first = await importAll(url)
    const before = await countEvents(url)
    const again = await importAll(url)
    const eventsAgain = (await countEvents(url)) - before
    return { first, again, eventsAgain, copies: await measureCopies(url) }
  } finally {
    await asAdministrator(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
  }
}

async function importAll(url: string): Promise<readonly Measured[]> {
  const measured: Measured[] = []
  for (const { name, path } of NATIONAL) measured.push(await importInProcess(url, name, path))
  return measured
}

async function countEvents(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: string }>(
      "select count(*) as count from audit.events where name not like 'directory.import-%'",
    )
    return Number(rows[0]?.count)
  } finally {
    await client.end()
  }
}

function report(rounds: readonly Round[]): boolean {
  NATIONAL.forEach(({ name }, place) => {
    const first = rounds.map((round) => round.first[place]?.milliseconds ?? 0)
    const again = rounds.map((round) => round.again[place]?.milliseconds ?? 0)
    const megabytes = Math.max(...rounds.map((round) => round.first[place]?.peakMegabytes ?? 0))
    console.log(
      `${name.padEnd(20)} first ${seconds(median(first))}   again ${seconds(median(again))}   peak ${megabytes.toFixed(0)} MB   ${told(rounds[0]?.first[place])}`,
    )
    console.log(`${' '.repeat(20)} again: ${told(rounds[0]?.again[place])}`)
  })
  const { total, megabytes } = establishmentsOf(rounds)
  const times = (kind: keyof Baseline) => median(rounds.map((round, at) => (total[at] ?? 0) / round.copies[kind]))
  const copy = (kind: keyof Baseline) => seconds(median(rounds.map(({ copies }) => copies[kind])))
  console.log(`A bare COPY of the same columns of the schools, in the same round (medians of ${ROUNDS}):`)
  console.log(
    `  into a table without indexes          ${copy('heap')}   the import takes ${times('heap').toFixed(1)} times that`,
  )
  console.log(`  into one with the same indexes        ${copy('indexed')}   ${times('indexed').toFixed(1)} times`)
  console.log(`  into the table, with keys and triggers ${copy('itself')}  ${times('itself').toFixed(1)} times`)
  const events = Math.max(...rounds.map(({ eventsAgain }) => eventsAgain))
  return [
    verdict(
      median(total) / 1_000 <= BARS.seconds,
      `establishments in ${seconds(median(total))}; the bar is ${BARS.seconds} s`,
    ),
    verdict(megabytes <= BARS.megabytes, `at most ${megabytes.toFixed(0)} MB; the bar is ${BARS.megabytes} MB`),
    verdict(
      times('itself') <= BARS.timesCopy,
      `${times('itself').toFixed(1)} times a bare COPY into the same table; the bar is ${BARS.timesCopy}`,
    ),
    verdict(events === 0, `${events} events about schools from importing the same files again; the bar is 0`),
  ].every(Boolean)
}

const establishmentsOf = (rounds: readonly Round[]) => ({
  total: rounds.map(({ first }) => first[0]?.milliseconds ?? 0),
  megabytes: Math.max(...rounds.flatMap(({ first, again }) => [...first, ...again]).map((one) => one.peakMegabytes)),
})

async function reportReaders(): Promise<void> {
  const path = NATIONAL[0]?.path ?? ''
  const measured = []
  for (let round = 0; round < ROUNDS; round += 1) measured.push(await measureReaders(path))
  const ratio = median(measured.map(({ ours, csvParse }) => csvParse / ours))
  console.log(
    `Reading 43,854 rows of 139 columns: ours ${seconds(median(measured.map(({ ours }) => ours)))}, csv-parse ${seconds(median(measured.map(({ csvParse }) => csvParse)))} (${ratio.toFixed(1)} times)`,
  )
}

/** The counts of one import, as it told them. */
const told = (measured: Measured | undefined): string =>
  (measured?.lines ?? [])
    .filter((line) => /^ +[\d,]+ {2}/.test(line))
    .map((line) => line.trim().replace(/ +/g, ' '))
    .join(', ')

function verdict(passed: boolean, text: string): boolean {
  console.log(`${passed ? 'PASS' : 'FAIL'}: ${text}`)
  return passed
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`.padStart(8)

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

if (!(await isOneImport(process.argv.slice(2))) && !(await benchImport())) process.exitCode = 1
