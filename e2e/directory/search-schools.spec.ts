import { expect, test } from 'vitest'
import { searchFor } from '../support/search-box.ts'
import { stage } from '../support/stage.ts'

const { visit } = stage()

test.each([{ javaScript: true }, { javaScript: false, width: 320 }])(
  'somebody looks for a school by a name that is wrong, then too broad, then mistyped, and narrows what is found: %o',
  async (how) => {
    const { page, arrivesAt, leave } = await visit(how)
    const search = async (text: string) => {
      await searchFor(page, text)
      await page.waitForURL(/[?&]q=/)
      await arrivesAt('Find a school')
    }
    await page.goto('/schools')
    await arrivesAt('Find a school')
    await search('xylophone')
    await page.getByText('No school is like “xylophone”').waitFor()
    await search('the school')
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await search('St Morwens Cathlic')
    await page.getByText('These are the closest').waitFor()
    await page.getByRole('combobox', { name: 'Local authority' }).selectOption('Cornwall')
    await page.getByRole('button', { name: 'Apply filters' }).click()
    await page.getByRole('link', { name: 'Remove filter local authority: Cornwall' }).waitFor()
    await arrivesAt('Find a school')
    await page.getByRole('link', { name: 'St Morwen’s Catholic Primary School', exact: true }).click()
    await arrivesAt('St Morwen’s Catholic Primary School')
    await leave()
  },
)

test('somebody follows a closed school to the one that took over', async () => {
  const { page, arrivesAt, leave } = await visit({ javaScript: false })
  await page.goto('/schools?q=ravengarth&status=closed')
  await arrivesAt('Find a school')
  await page.getByText('Closed on 31 August 2024').waitFor()
  await page.getByRole('link', { name: 'Ravengarth Primary Academy' }).click()
  await arrivesAt('Ravengarth Primary Academy')
  await leave()
})

test('with JavaScript and the keyboard alone, a suggestion leads straight to the school', async () => {
  const { page, arrivesAt, leave } = await visit({ javaScript: true })
  await page.goto('/schools')
  await page.getByRole('combobox', { name: 'School' }).focus()
  await page.keyboard.type('larkrise lane inf')
  await page.getByRole('option', { name: /Larkrise Lane Infant School/ }).waitFor()
  await arrivesAt('Find a school')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('combobox', { name: 'School' }).inputValue()).toMatch(
    /^Larkrise Lane Infant School \(\d{6}\)$/,
  )
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await arrivesAt('Larkrise Lane Infant School')
  await leave()
})
