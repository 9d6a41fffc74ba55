import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keptHtml } from './kept-html.ts'
import { repository } from './repository.ts'
import { official } from './templates.ts'

const COMPONENTS = join(repository, 'node_modules/govuk-frontend/dist/govuk/components')

type Fixture = { readonly name: string; readonly options: Readonly<Record<string, unknown>>; readonly html: string }
const fixturesOf = (component: string): readonly Fixture[] =>
  JSON.parse(readFileSync(join(COMPONENTS, component, 'fixtures.json'), 'utf8')).fixtures

const kept = [
  'back-link',
  'breadcrumbs',
  'button',
  'character-count',
  'date-input',
  'footer',
  'input',
  'pagination',
  'phase-banner',
  'service-navigation',
  'tag',
  'textarea',
]

describe.each(kept)('%s', (component) => {
  const render = keptHtml(official(component))
  test.each(fixturesOf(component))('$name, the first time and the second', ({ options, html }) => {
    expect(render(options)).toBe(html)
    expect(render(options)).toBe(html)
  })
})

const typed = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '&', '<', '>', '"', "'", '\\', '0', '{', '}', '$') })

test('whatever is typed, the bytes are those of the official template', () => {
  const [input, officialInput] = [keptHtml(official('input')), official('input')]
  const [textarea, officialTextarea] = [keptHtml(official('textarea')), official('textarea')]
  const [date, officialDate] = [keptHtml(official('date-input')), official('date-input')]
  fc.assert(
    fc.property(typed, typed, typed, (day, month, text) => {
      const field = { id: 'a', name: 'a', label: { text }, value: day }
      expect(input(field)).toBe(officialInput(field))
      expect(textarea(field)).toBe(officialTextarea(field))
      const items = [
        { name: 'day', value: day },
        { name: 'month', value: month },
      ]
      const parts = { id: 'b', namePrefix: 'b', items, fieldset: { legend: { text } } }
      expect(date(parts)).toBe(officialDate(parts))
    }),
  )
})

test('what was typed once is never shown to another', () => {
  const rendered: unknown[] = []
  const render = keptHtml((params) => {
    rendered.push(params)
    return official('input')(params)
  })
  const field = (value: string) => render({ id: 'a', name: 'a', label: { text: 'A' }, value })
  expect(field('secret-one')).toContain('value="secret-one"')
  expect(field('secret-two')).toContain('value="secret-two"')
  expect(field('')).not.toContain('secret')
  expect(JSON.stringify(rendered)).not.toContain('secret')
  expect(rendered).toHaveLength(2)
})

test('lines of a text are not moved, which the official indenting of an input would do', () => {
  const render = keptHtml(official('textarea'))
  const options = { id: 'a', name: 'a', label: { text: 'A' }, value: 'one\n  two\n' }
  expect(render(options)).toBe(official('textarea')(options))
})
