import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repository } from './repository.ts'
import { tableHtml } from './table-html.ts'
import { official } from './templates.ts'

const render = official('table')
const { fixtures } = JSON.parse(
  readFileSync(join(repository, 'node_modules/govuk-frontend/dist/govuk/components/table/fixtures.json'), 'utf8'),
)

test.each(fixtures as { name: string; options: Record<string, unknown>; html: string }[])(
  '$name',
  ({ options, html }) => {
    expect(tableHtml(options)).toBe(html)
  },
)

const words = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '&', '<', '>', '"', "'", '\\', '\n', '0') })
const cell = fc.record(
  {
    text: fc.oneof(words, fc.integer()),
    html: words,
    format: fc.constantFrom('numeric'),
    classes: words,
    colspan: fc.integer({ min: 1, max: 3 }),
    attributes: fc.dictionary(fc.constantFrom('id', 'data-x'), words),
  },
  { requiredKeys: [] },
)
const table = fc.record(
  {
    caption: words,
    head: fc.array(cell, { maxLength: 3 }),
    rows: fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 4 }),
    firstCellIsHeader: fc.boolean(),
    classes: words,
  },
  { requiredKeys: ['rows'] },
)

test('any table has the bytes of the official template', () => {
  fc.assert(
    fc.property(table, (options) => tableHtml(options) === render(options)),
    { numRuns: 500 },
  )
})

test('rows that are left out go to the template whole', () => {
  const options = { rows: [[{ text: 'One' }], false, [{ text: 'Two' }]] }
  expect(tableHtml(options)).toBe(render(options))
})
