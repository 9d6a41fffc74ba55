import { describe, expect, test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const { platform, visit } = stage()

describe.each([
  { javaScript: true, width: 1280, address: 'maya.okonkwo@teachers.example', course: 'Headship NPQ' },
  {
    ...{ javaScript: false, width: 320, address: 'leila.haddad@teachers.example' },
    course: 'Special educational needs co-ordinator (SENCO) NPQ',
  },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, address, course }) => {
  test('somebody withdraws a registration that waits, and can register again; one who is accepted is told whom to ask', async () => {
    const teacher = await visit({ javaScript, width })
    const { page, arrivesAt } = teacher
    await signInByEmail(teacher, { url: platform.url, address })
    await page.goto('/npq/registrations')
    await arrivesAt(course)
    await page.getByRole('link', { name: `Withdraw your registration for ${course}` }).click()
    await arrivesAt('Withdraw your registration')
    expect(await page.getByText('you cannot undo it').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Withdraw registration' }).click()
    await arrivesAt('Your registration has been withdrawn')
    await emailTo(platform.url, address, /^You withdrew your registration/)
    await page.getByRole('link', { name: 'review the registration that ended' }).click()
    await arrivesAt(course)
    await page.goto(`${page.url()}/withdrawal`)
    await arrivesAt('Your registration has been withdrawn')
    await teacher.leave()

    const accepted = await visit({ javaScript, width })
    const marguerite = 'marguerite.poole@teachers.example'
    await signInByEmail(accepted, { url: platform.url, address: marguerite })
    await accepted.page.goto('/npq/registrations')
    await accepted.arrivesAt('Senior leadership NPQ')
    await accepted.page.goto(`${accepted.page.url()}/withdrawal`)
    await accepted.arrivesAt('You cannot withdraw this registration here')
    await accepted.leave()
  })
})
