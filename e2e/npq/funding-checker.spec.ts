import { describe, expect, test } from 'vitest'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { visit } = stage()

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, width }) => {
  test('somebody without an account checks a hospital school, then changes the course, with a wrong turn', async () => {
    const teacher = await visit({ javaScript, width })
    const { page, arrivesAt } = teacher
    await page.goto('/npq/funding')
    await arrivesAt('Check whether your NPQ could be funded')
    await page.getByRole('button', { name: 'Start now' }).click()
    await arrivesAt('When do you want to start?')
    await goOn(teacher)
    await arrivesAt('When do you want to start?')
    expect(await page.title()).toMatch(/^Error: /)
    await choose(teacher, 'Autumn 2026', 'Do you work in England?')
    await choose(teacher, 'Yes', 'What setting do you work in?')
    await choose(teacher, 'Another setting', /employed/)
    await page.getByLabel(/hospital/i).check()
    await goOn(teacher)
    await arrivesAt(/employs you/)
    await page.getByRole('textbox').fill('Ward School')
    await goOn(teacher)
    await arrivesAt('Which NPQ do you want to do?')
    await choose(teacher, 'Headship', 'Scholarship funding for the Headship NPQ')
    expect(await page.getByText('In review').isVisible()).toBe(true)
    expect(await page.getByText(/Rules in force from/).isVisible()).toBe(true)

    await page.getByRole('link', { name: 'Change your course' }).click()
    await arrivesAt('Which NPQ do you want to do?')
    await choose(teacher, 'Leading literacy', 'Scholarship funding for the Leading literacy NPQ')
    expect(await page.getByText('Not eligible').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Register for an NPQ' }).click()
    await arrivesAt('Register for a national professional qualification (NPQ)')
    await teacher.leave()
  })
})

const goOn = ({ page }: Visitor) => page.getByRole('main').getByRole('button', { name: 'Continue' }).click()

async function choose(teacher: Visitor, label: string, next: string | RegExp): Promise<void> {
  await teacher.page.getByLabel(label, { exact: true }).check()
  await goOn(teacher)
  await teacher.arrivesAt(next)
}
