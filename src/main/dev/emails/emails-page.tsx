import { momentText } from '#src/kit/dates.ts'
import { type DevelopmentEmail, developmentEmails } from '#src/platform/email/messages-queries.ts'
import { json, type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'

/** Every message, newest first: to, subject, text, html, links and what became of it. */
export const emailsAsJson = async ({ db }: WebRequest): Promise<Reply> => json(await developmentEmails(db))

export const showEmails = async ({ db }: WebRequest): Promise<Reply> => show(emailsPage(await developmentEmails(db)))

const emailsPage = (emails: readonly DevelopmentEmail[]): Page =>
  page(
    { title: 'Emails', breadcrumbs: [{ text: 'Development', href: '/dev' }], width: 'full' },
    <>
      <h1 class="govuk-heading-l">Emails</h1>
      {emails.length === 0 ? <p class="govuk-body">Nothing has been sent yet.</p> : null}
      {emails.map((email) => (
        <Email {...email} />
      ))}
    </>,
  )

const Email = (email: DevelopmentEmail): Html => (
  <>
    <h2 class="govuk-heading-m">{email.subject}</h2>
    <Summary
      rows={[
        { key: 'To', value: email.to },
        { key: 'When', value: momentText(email.at) },
        { key: 'Delivery', value: email.lastError ? `${email.status}: ${email.lastError}` : email.status },
        { key: 'Written by', value: email.template },
        ...email.links.map((link) => ({ key: 'Link', value: <Link address={link} /> })),
      ]}
    />
    <Details summaryText={`Text of “${email.subject}”`} html={<pre class="govuk-body">{email.text}</pre>} />
  </>
)

const Link = ({ address }: { readonly address: string }): Html => (
  <a class="govuk-link" href={address}>
    {address}
  </a>
)
