import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { add, pence } from '#src/kit/money.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { type Cells, cellsOf, type Damage, type Said, someDamage, written } from '#test/damaged-answers.ts'
import { readResponse } from './read-response.ts'
import { OPTIONAL_COLUMNS, RESPONSE_COLUMNS, type ResponseColumn, type SentClaim } from './response.ts'

// Files of the payer as Excel and colleagues leave them. What still says one thing is read as the right file is; what does not is
// refused by line, whatever else was done to the file.

const RUNS = 500

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-'))
})
afterAll(() => rm(folder, { recursive: true }))

const reasons = fc.constantFrom(
  ...['Bank details', 'Café – moved', 'Payee’s account; closed', 'Owes £1,234.50', 'Said "no", twice', 'no'],
)

const answer: fc.Arbitrary<Omit<Said, 'reference'>> = fc
  .tuple(
    fc.constantFrom('paid' as const, 'unpaid' as const, 'submitted' as const),
    reasons,
    fc.integer({ min: 4_380, max: 2_000_000 }),
  )
  .map(([status, reason, sum]) => ({ status, reason: status === 'unpaid' ? reason : '', amount: pence(sum) }))

/** Claims of a batch, each with another reference, and what the payer says of them. */
const answers: fc.Arbitrary<readonly Said[]> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 10_000_000, max: 99_999_999 }), { minLength: 2, maxLength: 8 }), fc.gen())
  .map(([references, generate]) =>
    references.map((reference) => ({ ...generate(() => answer), reference: String(reference) })),
  )

const sentOf = (said: readonly Said[]): readonly SentClaim[] =>
  said.map(({ reference, amount }) => ({
    ...{ claimId: `id ${reference}`, reference, amount, claimAmount: amount },
    ...{ outcome: 'waiting' as const, isLookedAtAgain: false },
  }))

async function read(content: Buffer, said: readonly Said[]) {
  const path = join(folder, 'answer.csv')
  await writeFile(path, content)
  const shape = { columns: RESPONSE_COLUMNS.payment, optionalColumns: OPTIONAL_COLUMNS.payment }
  const rows = await readTable<ResponseColumn>(path, shape)
  return readResponse({ kind: 'payment', batch: 'payment batch 1', rows, sent: sentOf(said) })
}

const rowsOf = (said: readonly Said[], damage: Damage): readonly Cells[] => said.map((one) => cellsOf(one, damage))

const totalOf = (said: readonly Said[], damage: Damage, off = 0): Cells => ({
  ...{ reference: 'Total', status: '', reason: '' },
  amount: damage.amount(pence(add(...said.map(({ amount }) => amount)) + off)),
})

test(`whatever a spreadsheet did to a right file, it says the same: ${RUNS} files`, async () => {
  await fc.assert(
    fc.asyncProperty(answers, someDamage, async (said, damage) => {
      const rows = damage.total ? [...rowsOf(said, damage), totalOf(said, damage)] : rowsOf(said, damage)
      const found = await read(written(rows, damage).content, said)
      expect(found.faults).toEqual([])
      expect(found.answers.map(({ line: _line, ...rest }) => rest)).toEqual(
        said.flatMap(({ reference, status, reason, amount }) =>
          status === 'submitted'
            ? []
            : [{ claimId: `id ${reference}`, reference, outcome: status, reason: reason || null, pence: amount }],
        ),
      )
    }),
    { numRuns: RUNS },
  )
})

/** What makes one row of a file say nothing certain, and what is then said of it. */
const FAULTS: Readonly<Record<string, { readonly made: (row: Cells, other: Cells) => Cells; readonly says: RegExp }>> =
  {
    'a second row for a claim': { made: (row, other) => ({ ...row, reference: other.reference }), says: /already/ },
    'a number that is no reference': { made: (row) => ({ ...row, reference: '09999999' }), says: /not a reference/ },
    'a claim of another batch': {
      made: (row) => ({ ...row, reference: '10000000' }),
      says: /is not in payment batch 1/,
    },
    'a shortened number': { made: (row) => ({ ...row, reference: '1.23E+07' }), says: /shortened by a spreadsheet/ },
    'a word that is none': { made: (row) => ({ ...row, status: 'payed' }), says: /is not known/ },
    'not paid without why': { made: (row) => ({ ...row, status: 'unpaid', reason: ' ' }), says: /say why/ },
    'paid and why not': {
      made: (row) => ({ ...row, status: 'paid', reason: 'No bank' }),
      says: /leave one of them out/,
    },
    'another amount': { made: (row) => ({ ...row, amount: '0.01' }), says: /and we sent/ },
    'no amount': { made: (row) => ({ ...row, amount: '1.234,50' }), says: /is not an amount/ },
    'an error of a formula': { made: (row) => ({ ...row, status: '#REF!' }), says: /spreadsheet error/ },
  }

test(`what could mean two things is refused by its line, whatever else was done to the file: ${RUNS} files`, async () => {
  const which = fc.constantFrom(...Object.keys(FAULTS))
  await fc.assert(
    fc.asyncProperty(answers, someDamage, which, fc.nat(), async (said, damage, name, place) => {
      const rows = rowsOf(said, damage)
      const fault = FAULTS[name]
      // Never the first row: a second row for a claim comes after the first.
      const at = 1 + (place % (rows.length - 1))
      const [row, other] = [rows[at], rows[0]]
      if (!fault || !row || !other || said.some(({ reference }) => reference === '10000000')) return
      const { content, lines } = written(rows.with(at, fault.made(row, other)), damage)
      const found = await read(content, said)
      expect(found.faults).toEqual([{ line: lines[at], message: expect.stringMatching(fault.says) }])
    }),
    { numRuns: RUNS },
  )
})

test('a total that is wrong by a penny and a file that ends within a row are refused by their line', async () => {
  await fc.assert(
    fc.asyncProperty(answers, someDamage, fc.nat(), async (said, given, place) => {
      const damage: Damage = { ...given, amount: (amount) => `£${(amount / 100).toFixed(2)}` }
      const rows = rowsOf(said, damage)
      const wrong = written([...rows, totalOf(said, damage, -1)], damage)
      expect((await read(wrong.content, said)).faults).toEqual([
        { line: wrong.lines.at(-1), message: expect.stringMatching(/^The total is £.* and the rows above it make £/) },
      ])
      const cut = written(rows, damage, place % rows.length)
      const { faults } = await read(cut.content, said)
      expect(faults).toEqual([{ line: cut.lines.at(-1), message: expect.stringMatching(/cells where the header has/) }])
    }),
    { numRuns: 100 },
  )
})
