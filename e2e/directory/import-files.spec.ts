import { describe, expect, test } from 'vitest'
import { STAFF_PERSONAS } from '#db/seeds/personas.ts'
import { anEstablishment, csv } from '#src/modules/directory/imports/file-factories.ts'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { visit } = stage()

const KIND = 'Schools (GIAS establishments, all data)'

describe.each([
  { javaScript: true, urn: '190001', width: 1280 },
  { javaScript: false, urn: '190002', width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, urn, width }) => {
  test('a data manager uploads a file, sees what it would change, applies it, and finds the new school', async () => {
    const manager = await visit({ javaScript, width })
    await signInAsStaff(manager, managerName())
    await manager.page.goto('/imports')
    await manager.arrivesAt('Imports')

    await manager.page.getByRole('button', { name: 'Check the file' }).click()
    await manager.arrivesAt('Imports')
    expect(await manager.page.getByRole('alert').textContent()).toContain('Select a file')

    await upload(manager, 'wrong.csv', '<!doctype html><title>Service unavailable</title>')
    await manager.arrivesAt('wrong.csv')
    expect(await manager.page.getByText('The file is a web page, XML or JSON').isVisible()).toBe(true)

    await manager.page.goto('/imports')
    const name = `Story School ${urn}`
    await upload(
      manager,
      'new-schools.csv',
      csv('gias-establishments', [anEstablishment({ URN: urn, EstablishmentName: name })]),
    )
    await manager.arrivesAt('new-schools.csv')
    expect(await manager.page.getByText(`${name} (URN ${urn})`).isVisible()).toBe(true)
    expect((await manager.page.goto(`/schools/${urn}`))?.status()).toBe(404)

    await manager.page.goBack()
    const reason = manager.page.getByLabel('Why is this file right?')
    if (await reason.isVisible()) await reason.fill('A story in the tests')
    await manager.page.getByRole('button', { name: /^Apply the file/ }).click()
    await untilRead(manager, 'new-schools.csv')
    await manager.arrivesAt('new-schools.csv')
    expect(await manager.page.getByRole('table', { name: 'What it changed' }).textContent()).toMatch(/Added\s+1/)

    await manager.page.goto(`/schools/${urn}`)
    await manager.arrivesAt(name)
    await manager.leave()
  })
})

const managerName = (): string =>
  STAFF_PERSONAS.find(({ powers }) => powers.some((power) => power === 'manage-reference-data'))?.name ?? ''

async function upload(manager: Visitor, name: string, content: string): Promise<void> {
  await manager.page.getByLabel(KIND).check()
  await manager.page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await manager.page.getByRole('button', { name: 'Check the file' }).click()
  await untilRead(manager, name)
}

/** While the worker reads, the page says how far it is; without JavaScript somebody looks again. */
async function untilRead({ page }: Visitor, name: string): Promise<void> {
  const patience = performance.now() + 30_000
  while (performance.now() < patience) {
    if ((await page.getByRole('heading', { level: 1 }).textContent()) === name) return
    await page.waitForTimeout(300)
    await page.reload()
  }
  throw new Error(`${name} was not read in time`)
}
