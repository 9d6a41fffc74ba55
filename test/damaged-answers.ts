import fc from 'fast-check'
import type { Money } from '#src/kit/money.ts'

// Answers of the payer as spreadsheets leave them: what a file says, and how it is written.

export type Said = {
  readonly reference: string
  readonly amount: Money
  readonly status: 'paid' | 'unpaid' | 'submitted'
  readonly reason: string
}

/** A row of the file by column. */
export type Cells = Readonly<Record<'reference' | 'status' | 'reason' | 'amount', string>>

/** Everything that a spreadsheet does to a file and that still leaves it with one meaning. */
export type Damage = {
  readonly order: readonly number[]
  readonly separator: ',' | ';' | '\t'
  readonly newline: '\n' | '\r\n'
  readonly encoding: 'utf-8' | 'utf-8 with BOM' | 'windows-1252'
  readonly heading: (name: string) => string
  readonly status: (text: string) => string
  readonly reference: (text: string) => string
  readonly amount: (amount: Money) => string
  readonly padding: string
  readonly quotesAll: boolean
  readonly extraColumn: string | null
  readonly emptyCells: number
  readonly blankAfter: readonly number[]
  readonly blankAtEnd: number
  readonly total: boolean
}

const NAMES = ['claim_reference', 'claim_status', 'claim_unpaid_reason', 'claim_amount'] as const

const plain = (amount: Money): string => (amount / 100).toFixed(2)
const grouped = (amount: Money): string => plain(amount).replace(/\B(?=(\d{3})+[.])/g, ',')
const asIs = (text: string): string => text
const words = (name: string): string => name.replaceAll('_', ' ')

export const someDamage: fc.Arbitrary<Damage> = fc.record({
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  separator: fc.constantFrom(',' as const, ';' as const, '\t' as const),
  newline: fc.constantFrom('\n' as const, '\r\n' as const),
  encoding: fc.constantFrom('utf-8' as const, 'utf-8 with BOM' as const, 'windows-1252' as const),
  heading: fc.constantFrom(
    asIs,
    words,
    (name) => ` ${name.toUpperCase()} `,
    (name) => name.replaceAll('_', '-'),
  ),
  status: fc.constantFrom(
    asIs,
    (text) => text.toUpperCase(),
    (text) => `${text} `,
    (text) => ` ${capital(text)}`,
  ),
  reference: fc.constantFrom(
    ...[asIs, (text: string) => `${text}.0`, (text: string) => ` ${text} `],
    (text: string) => text.replace(/(\d\d)(\d{3})(\d{3})/, '$1,$2,$3'),
    (text: string) => text.replace(/(\d{4})(\d{4})/, '$1 $2'),
  ),
  amount: fc.constantFrom(
    ...[plain, grouped, (amount: Money) => `£${grouped(amount)}`, (amount: Money) => ` £ ${plain(amount)}`],
    (amount: Money) => String(amount / 100),
    () => '',
  ),
  padding: fc.constantFrom('', ' ', '\u00a0'),
  quotesAll: fc.boolean(),
  extraColumn: fc.constantFrom(null, 'school_name', 'Checked by', 'provider_name'),
  emptyCells: fc.integer({ min: 0, max: 3 }),
  blankAfter: fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 3 }),
  blankAtEnd: fc.integer({ min: 0, max: 5 }),
  total: fc.boolean(),
})

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

export const cellsOf = ({ reference, status, reason, amount }: Said, damage: Damage): Cells => ({
  ...{ reference: damage.reference(reference), status: damage.status(status), amount: damage.amount(amount) },
  reason: `${damage.padding}${reason}${reason === '' ? '' : damage.padding}`,
})

type Written = { readonly content: Buffer; readonly lines: readonly number[] }

/** The bytes of the file, and on which line each of its rows stands. A row that is null has its end cut off, with all after it. */
export function written(rows: readonly Cells[], damage: Damage, cutAt: number | null = null): Written {
  const { order, separator, newline, extraColumn, emptyCells, blankAfter, blankAtEnd, quotesAll } = damage
  const width = order.length + (extraColumn === null ? 0 : 1) + emptyCells
  const blank = separator.repeat(width - 1)
  const line = (cells: readonly string[]) =>
    [...cells, ...Array.from({ length: emptyCells }, () => '')].map((cell) => quoted(cell, quotesAll)).join(separator)
  const head = order.map((place) => damage.heading(NAMES[place] ?? ''))
  const lines: string[] = [line(extraColumn === null ? head : [...head, extraColumn])]
  const places: number[] = []
  for (const [at, { reference, status, reason, amount }] of rows.entries()) {
    const cells = order.map((place) => [reference, status, reason, amount][place] ?? '')
    places.push(lines.length + 1)
    if (at === cutAt) {
      lines.push(
        cells
          .slice(0, 2)
          .map((cell) => quoted(cell, quotesAll))
          .join(separator),
      )
      return { content: bytesOf(lines.join(newline), damage), lines: places }
    }
    lines.push(line(extraColumn === null ? cells : [...cells, `Elm Grove ${at}`]))
    if (blankAfter.includes(at)) lines.push(blank)
  }
  lines.push(...Array.from({ length: blankAtEnd }, () => blank))
  return { content: bytesOf(`${lines.join(newline)}${blankAtEnd % 2 === 0 ? newline : ''}`, damage), lines: places }
}

const quoted = (cell: string, always: boolean): string =>
  always || /[",;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** What windows-1252 has elsewhere than the first 256 characters, as far as it occurs here. */
const ELSEWHERE: Readonly<Record<string, number>> = { '–': 0x96, '’': 0x92, '€': 0x80 }

function bytesOf(text: string, { encoding }: Damage): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8 with BOM') return Buffer.from(`\uFEFF${text}`)
  return Buffer.from([...text].map((character) => ELSEWHERE[character] ?? character.charCodeAt(0)))
}
