import { expect, test } from 'vitest'
import { signInAsStaff } from './sign-in.ts'
import { stage } from './stage.ts'

const { visit } = stage()

test.each([{ javaScript: true }, { javaScript: false, width: 320 }])(
  'staff read about the service, sign in, and go from their home page to each of their tasks: %o',
  async (how) => {
    const staff = await visit(how)
    const { page, arrivesAt, leave } = staff
    await page.goto('/')
    for (const [link, heading] of [
      ['Accessibility statement', /^Accessibility statement/],
      ['Cookies', 'Cookies'],
      ['Privacy', 'Privacy'],
    ] as const) {
      await page.getByRole('contentinfo').getByRole('link', { name: link }).click()
      await arrivesAt(heading)
    }
    await signInAsStaff(staff, 'Priya Nair')
    await arrivesAt('Staff home')
    const tasks = page.getByRole('main').getByRole('link')
    const names = await tasks.allInnerTexts()
    expect(names.length).toBeGreaterThan(1)
    for (const name of names) {
      await page.getByRole('main').getByRole('link', { name, exact: true }).click()
      await arrivesAt(/./)
      await page.goBack()
    }
    expect(await page.getByText('Open without an email address').count()).toBe(1)
    await leave()
  },
)
