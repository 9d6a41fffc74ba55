import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { describe, expect, test } from 'vitest'
import { repository } from './repository.ts'
import { official, TEMPLATE_OPTIONS } from './templates.ts'

const GOVUK = join(repository, 'node_modules/govuk-frontend/dist')
const COMPONENTS = join(GOVUK, 'govuk/components')

type Fixture = { readonly name: string; readonly options: object; readonly html: string }

const stock = new nunjucks.Environment(new nunjucks.FileSystemLoader([GOVUK]), TEMPLATE_OPTIONS)

const components = readdirSync(COMPONENTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const fixturesOf = (component: string): readonly Fixture[] =>
  JSON.parse(readFileSync(join(COMPONENTS, component, 'fixtures.json'), 'utf8')).fixtures

describe.each(components)('%s', (component) => {
  const render = official(component)
  const stockTemplate = stock.getTemplate(`govuk/components/${component}/template.njk`, true)

  test.each(fixturesOf(component))(
    '$name: our trim, the stock trim and the published fixture give the same bytes',
    ({ options, html }) => {
      const ours = render(options)
      expect(ours).toBe(stockTemplate.render({ params: options }).trim())
      expect(ours).toBe(html)
    },
  )
})

test('all components of the release are covered', () => {
  expect(components.length).toBeGreaterThan(30)
})
