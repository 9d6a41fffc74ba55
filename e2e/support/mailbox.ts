import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

const Emails = z.array(
  z.looseObject({ to: z.string(), subject: z.string(), text: z.string(), links: z.array(z.string()) }),
)

export type Email = z.output<typeof Emails>[number]

const PATIENCE_MILLISECONDS = 15_000

/** The newest e-mail to an address whose subject matches, once it has come. */
export async function emailTo(url: string, address: string, subject: RegExp): Promise<Email> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  while (performance.now() < deadline) {
    const emails = Emails.parse(await (await fetch(`${url}/dev/emails.json`)).json())
    const found = emails.find(
      (email) => email.to.toLowerCase() === address.toLowerCase() && subject.test(email.subject),
    )
    if (found) return found
    await pause(100)
  }
  throw new Error(`No e-mail to ${address} with a subject like ${subject}`)
}

/** The link in an e-mail whose address has this path. */
export function linkIn(email: Email, path: string): string {
  const link = email.links.find((address) => new URL(address).pathname.startsWith(path))
  if (!link) throw new Error(`"${email.subject}" has no link to ${path}`)
  return link
}

/** The sign-in code in an e-mail, as it is shown. */
export function codeIn(email: Email): string {
  const code = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/.exec(email.text)?.[0]
  if (!code) throw new Error(`"${email.subject}" has no code`)
  return code
}
