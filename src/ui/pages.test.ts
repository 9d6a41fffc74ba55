import { load } from 'cheerio'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { testActor, testFrame } from '#test/frame.ts'
import { lintPage } from '#test/page-lint.ts'
import { samplePages } from '#test/sample-pages.tsx'

/** The standard's rules. Those of style are off where the official markup has another. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attr-quotes': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'valid-id': ['error', { relaxed: true }],
    // The official radios, checkboxes and notification banners.
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'wcag/h32': 'off',
    'no-implicit-button-type': 'off',
    'aria-label-misuse': 'off',
    'long-title': 'off',
  },
})

const actors = {
  'somebody unknown': testActor({ identity: { kind: 'anonymous', id: null } }),
  'a tutor': testActor({ memberships: [{ organisationId: 'x', role: 'induction-tutor' }] }),
  staff: testActor({ staffPowers: ['manage-reference-data'] }),
}

describe.each(Object.entries(samplePages))('%s', (name, make) => {
  test.each(Object.entries(actors))('is good HTML and a good page for %s', (_who, actor) => {
    const html = make().render(testFrame({ actor, path: '/schools' }))
    const report = validator.validateStringSync(html, `${name}.html`)
    const faults = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
    )
    expect(faults).toEqual([])
    expect(lintPage(html)).toEqual([])
  })
})

test('titles tell the pages apart', () => {
  const shown = Object.values(samplePages).map((make) => load(make().render(testFrame()))('head title').text())
  const same = shown.filter((title, at) => shown.indexOf(title) !== at)
  expect(same.sort()).toEqual([
    'Reading the file – Teacher training services – GOV.UK',
    'Sorry, the service is unavailable – Teacher training services – GOV.UK',
    'This page has expired – Teacher training services – GOV.UK',
  ])
})
