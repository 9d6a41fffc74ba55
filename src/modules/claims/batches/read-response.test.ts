import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pence } from '#src/kit/money.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import type { BatchKind } from './batch-states.ts'
import { readResponse } from './read-response.ts'
import { OPTIONAL_COLUMNS, RESPONSE_COLUMNS, type ResponseColumn, type SentClaim } from './response.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'response-'))
})
afterAll(() => rm(folder, { recursive: true }))

const claim = (reference: string, more: Partial<SentClaim> = {}): SentClaim => ({
  ...{ claimId: `id ${reference}`, reference, amount: pence(123_450), claimAmount: pence(123_450) },
  ...{ outcome: 'waiting', isLookedAtAgain: false },
  ...more,
})

const SENT = [claim('10000017'), claim('10000025'), claim('10000033', { outcome: 'paid' })]

async function read(content: string | Buffer, { kind = 'payment' as BatchKind, sent = SENT } = {}) {
  const path = join(folder, 'answer.csv')
  await writeFile(path, content)
  const shape = { columns: RESPONSE_COLUMNS[kind], optionalColumns: OPTIONAL_COLUMNS[kind] }
  const rows = await readTable<ResponseColumn>(path, shape)
  return readResponse({ kind, batch: 'payment batch 1', rows, sent })
}

const HEAD = 'claim_reference,claim_status,claim_unpaid_reason'
const told = async (content: string | Buffer, given = {}) => {
  const { answers, faults } = await read(content, given)
  return { answers: answers.map(({ reference, outcome, reason }) => [reference, outcome, reason]), faults }
}

test.each([
  ['as it should be', `${HEAD}\n10000017,paid,\n10000025,unpaid,Bank details\n`],
  ['capitals and spaces', `${HEAD}\n10000017, Paid ,\n10000025,UNPAID ,Bank details \n`],
  ['a byte order mark', `\uFEFF${HEAD}\r\n10000017,paid,\r\n10000025,unpaid,Bank details\r\n`],
  ['semicolons', `${HEAD.replaceAll(',', ';')}\n10000017;paid;\n10000025;unpaid;Bank details\n`],
  [
    'spaces in headings',
    `Claim Reference,Claim Status,Claim unpaid reason\n10000017,paid,\n10000025,unpaid,Bank details\n`,
  ],
  ['numbers with decimals', `${HEAD}\n10000017.0,paid,\n10000025.00,unpaid,Bank details\n`],
  ['thousands', `${HEAD}\n"10,000,017",paid,\n10 000 025,unpaid,Bank details\n`],
  ['rows of nothing', `${HEAD}\n10000017,paid,\n,,\n10000025,unpaid,Bank details\n,,\n`],
  [
    'an amount as Excel shows it',
    `${HEAD},claim_amount\n10000017,paid,,"£1,234.50"\n10000025,unpaid,Bank details,1234.5\n`,
  ],
  [
    'a row of totals',
    `${HEAD},claim_amount\n10000017,paid,,1234.50\n10000025,unpaid,Bank details,1234.50\nTotal,,,"£2,469.00"\n`,
  ],
  [
    'claims that were answered so before, or not yet',
    `${HEAD}\n10000017,paid,\n10000025,unpaid,Bank details\n10000033,paid,\n`,
  ],
])('takes %s', async (_name, content) => {
  expect(await told(content)).toEqual({
    answers: [
      ['10000017', 'paid', null],
      ['10000025', 'unpaid', 'Bank details'],
    ],
    faults: [],
  })
})

test('reads CP1252, and what was given back as it was sent answers nothing', async () => {
  const content = Buffer.from(`${HEAD}\n10000017,unpaid,Caf\xe9 \x96 moved\n10000025,submitted,\n`, 'latin1')
  expect(await told(content)).toEqual({ answers: [['10000017', 'unpaid', 'Café – moved']], faults: [] })
})

test.each([
  ['99999990,paid,', 'Claim 99999990 is not in payment batch 1'],
  ['10000017,unpaid,', 'claim_status is “unpaid”: say why in claim_unpaid_reason'],
  ['10000017,paid,No bank details', 'leave one of them out'],
  ['10000017,payed,', 'claim_status “payed” is not known'],
  ['10000017,,', 'claim_status is empty'],
  [',paid,', 'claim_reference is empty'],
  ['1000017,paid,', 'is not a reference of 8 digits'],
  ['1.00E+07,paid,', 'was shortened by a spreadsheet'],
  ['10000033,unpaid,Too late', 'was answered before: it is “paid” and this row says “unpaid”'],
  ['10000017,#REF!,', 'spreadsheet error'],
  ['10000017,paid', 'It has 2 cells where the header has 3'],
])('refuses “%s”, and says the line', async (row, message) => {
  const { faults } = await told(`${HEAD}\n10000025,paid,\n${row}\n`)
  expect(faults).toEqual([{ line: 3, message: expect.stringContaining(message) }])
})

test('refuses a second row for a claim, an amount that we did not send, and a total that is wrong', async () => {
  const { faults } = await told(
    `${HEAD},claim_amount\n10000017,paid,,1234.50\n10000017,paid,,1234.50\n10000025,paid,,1234.05\nTotal,,,99.00\n`,
  )
  expect(faults).toEqual([
    { line: 3, message: 'Claim 10000017 is on line 2 already: leave one row for each claim' },
    { line: 4, message: 'Claim 10000025: claim_amount is £1,234.05, and we sent £1,234.50' },
    { line: 5, message: 'The total is £99.00, and the rows above it make £2,469.00' },
  ])
})

test('a claim that the payer looks at again can be paid by a later answer, and nothing else', async () => {
  const sent = [
    claim('10000017', { outcome: 'unpaid', isLookedAtAgain: true }),
    claim('10000025', { outcome: 'unpaid' }),
  ]
  const { answers, faults } = await told(`${HEAD}\n10000017,paid,\n10000025,paid,\n`, { sent })
  expect(answers).toEqual([['10000017', 'paid', null]])
  expect(faults).toEqual([{ line: 3, message: expect.stringContaining('was answered before') }])
})

test('clawbacks: complete, still in progress, or in progress with a reason why not', async () => {
  const sent = ['10000017', '10000025', '10000033'].map((reference) => claim(reference, { amount: pence(31_570) }))
  const head = 'claim_reference,claim_status,clawback_amount,claim_unpaid_reason'
  const rows =
    '10000017,Clawback complete,315.70,\n10000025,clawback_in_progress,315.70,\n10000033,CLAWBACK_IN_PROGRESS ,,Closed\n'
  expect(await told(`${head}\n${rows}`, { kind: 'clawback', sent })).toEqual({
    answers: [
      ['10000017', 'recovered', null],
      ['10000033', 'not-recovered', 'Closed'],
    ],
    faults: [],
  })
  const wrong = await told(`${head}\n10000017,paid,315.71,\n`, { kind: 'clawback', sent })
  expect(wrong.faults[0]?.message).toBe('Claim 10000017: clawback_amount is £315.71, and we sent £315.70')
})
