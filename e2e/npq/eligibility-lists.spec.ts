import { describe, expect, test } from 'vitest'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { visit } = stage()

const MANAGER = 'Devika Chowdhury'
const LIST = 'Local authority nursery schools'
const file = (...urns: readonly string[]) => ['LA Nursery URN', ...urns, ''].join('\r\n')

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, width }) => {
  const open = () => visit({ javaScript, width })

  test('a data manager uploads a list, applies it, and takes it back; a wrong file changes nothing', async () => {
    const manager = await open()
    const { page, arrivesAt } = manager
    await signInAsStaff(manager, MANAGER)
    await page.goto('/staff/npq/lists')
    await arrivesAt('Lists of eligible settings')
    await page.getByRole('link', { name: LIST }).click()
    await arrivesAt(LIST)
    await upload(manager, 'Check the file', { name: 'wrong.csv', content: 'URN\r\n100000\r\n' })
    await arrivesAt(LIST)
    expect(await page.getByRole('alert').textContent()).toContain('no column LA Nursery URN')

    const name = `nurseries-${width}.csv`
    await upload(manager, 'Check the file', { name, content: file('126565', '112470') })
    await arrivesAt(name)
    expect(await page.getByText('It counts for nothing until somebody applies it').isVisible()).toBe(true)
    await page.getByLabel('Now').check()
    await page.getByRole('button', { name: 'Apply the list' }).click()
    await arrivesAt(name)
    expect(await page.getByText('Counts now').isVisible()).toBe(true)

    await page.getByRole('link', { name: 'Take back this version' }).click()
    await arrivesAt('Take back this version')
    await page.getByLabel('Why do you take it back?').fill('A story in the tests')
    await page.getByRole('button', { name: 'Take back the version' }).click()
    await arrivesAt(name)
    expect(await page.getByText('Taken back').first().isVisible()).toBe(true)
    await manager.leave()
  })

  test('and tries a table of cases', async () => {
    const manager = await open()
    const { page, arrivesAt } = manager
    await signInAsStaff(manager, MANAGER)
    await page.goto('/staff/npq/scenarios')
    await arrivesAt('Try the rules of funding')
    const header = 'cohort,works_in_england,work_setting,course,previously_funded,rise,pp50,expected'
    const rows = ['2026b,yes,school,npq-headship,,,,yes', '2026b,yes,school,npq-leading-literacy,,,,yes']
    await upload(manager, 'Run the table', { name: 'cases.csv', content: [header, ...rows].join('\r\n') })
    await arrivesAt('cases.csv')
    expect(await page.getByText('2 rows: 1 as expected, 1 different, 0 not readable').isVisible()).toBe(true)
    expect(await page.getByText(/at least half of the pupils/).isVisible()).toBe(true)
    await manager.leave()
  })
})

type Given = { readonly name: string; readonly content: string }

async function upload({ page }: Visitor, button: string, { name, content }: Given): Promise<void> {
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('button', { name: button }).click()
}
