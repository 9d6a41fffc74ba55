import { expect, test } from 'vitest'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const { visit } = stage()

test.each([{ javaScript: true }, { javaScript: false, width: 320 }])(
  'staff find a delivery partner by a name it had, see that it is an appropriate body too, and go on to its trust: %o',
  async (how) => {
    const staff = await visit(how)
    const { page, arrivesAt, leave } = staff
    await signInAsStaff(staff, 'Priya Nair')
    await page.goto('/organisations')
    await arrivesAt('Organisations')
    await page.getByLabel('Name').fill('nobody of this name')
    await page.getByRole('button', { name: 'Apply filters' }).click()
    await page.getByText('No organisation has all of these').waitFor()
    await arrivesAt('Organisations')
    await page.getByLabel('Name').fill('lanwinnick teaching alliance')
    await page.getByLabel('Role today').selectOption('Delivery partner')
    await page.getByRole('button', { name: 'Apply filters' }).click()
    await page.getByRole('link', { name: 'Lanwinnick Teaching School Hub, Cornwall' }).click()
    await arrivesAt('Lanwinnick Teaching School Hub, Cornwall')
    await page.getByRole('rowheader', { name: 'Appropriate body' }).waitFor()
    await page.getByRole('link', { name: 'Lanwinnick Education Trust' }).click()
    await arrivesAt('Lanwinnick Education Trust')
    await page.getByRole('heading', { name: 'Schools' }).waitFor()
    expect(await page.locator('main li a[href^="/schools/"]').count()).toBeGreaterThan(1)
    await leave()
  },
)
