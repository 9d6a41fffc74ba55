import { expect, test } from 'vitest'
import { lintPage } from '#test/page-lint.ts'
import { stage } from '../support/stage.ts'

const { platform, visit, openPage } = stage()

type How = { readonly javaScript: boolean; readonly width?: number }

async function atSignInService(how: How) {
  const { page, ...rest } = await visit(how)
  await page.goto('/staff-sign-in?return=/organisations')
  await rest.arrivesAt('Sign in as staff')
  await page.getByRole('button', { name: 'Continue to DfE Sign-in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Choose who to sign in as' }).waitFor()
  return { page, ...rest, choose: (name: string) => page.getByRole('button', { name }).click() }
}

async function makeSignInService(behave: string) {
  const page = await openPage()
  await page.goto('/dev/sign-in-service')
  await page.getByLabel(behave).check()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.close()
}

test('somebody without access is told how to get it', async () => {
  const { page, choose, leave } = await atSignInService({ javaScript: true })
  await choose('Somebody without access')
  await page.getByRole('heading', { level: 1, name: 'You do not have access yet' }).waitFor()
  expect(lintPage(await page.content())).toEqual([])
  await leave()
})

test.each([{ javaScript: true }, { javaScript: false, width: 320 }])(
  'staff stop half way, then sign in, go where they were going, and sign out: %o',
  async (how) => {
    await makeSignInService('Says that the visitor stopped')
    const first = await atSignInService(how)
    await first.choose('Priya Nair')
    await first.arrivesAt('You have not signed in')
    await first.leave()

    await makeSignInService('Works as it should')
    const { page, context, choose, arrivesAt, leave } = await atSignInService(how)
    await choose('Priya Nair')
    await arrivesAt('Organisations')
    const session = (await context.cookies(platform.url)).find(({ name }) => name === '__Host-session')
    expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', expires: -1 })

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto('/organisations')
    await arrivesAt(/^Sign in/)
    await leave()
  },
)
