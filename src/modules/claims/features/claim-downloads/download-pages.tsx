import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { ClaimFile } from '../../files/claim-file.ts'
import type { DownloadLink } from '../../files/download-link.ts'
import type { LinkState } from '../../files/download-link-rules.ts'

type Live = { readonly link: DownloadLink; readonly file: ClaimFile; readonly most: number }

/** What the link gives, and the button that gives it. Opening the page changes nothing. */
export const landingPage = ({ link, file, most }: Live): Page => {
  const left = most - link.downloads
  return page(
    { title: 'Download the file of claims' },
    <>
      <h1 class="govuk-heading-l">Download the file of claims</h1>
      <Summary
        rows={[
          { key: 'File', value: file.fileName },
          { key: 'Made', value: momentText(file.madeAt) },
          { key: 'This link works until', value: momentText(link.expiresAt) },
          { key: 'Downloads left', value: `${left} of ${most}` },
          { key: 'SHA-256', value: <code class="govuk-!-text-break-word">{file.sha256}</code> },
        ]}
      />
      <p class="govuk-body">
        The file is for whoever pays claims for mentor training. Keep it as safe as other payment files.
      </p>
      <Form state={freshForm('/claim-files', { hidden: { earlier: String(link.downloads) } })}>
        <Button text="Download the file" />
      </Form>
    </>,
  )
}

const WHY: Readonly<Record<Exclude<LinkState, 'live'> | 'unknown', string>> = {
  unknown: 'The link is not complete, or it is not a link of ours. Open it from the email again.',
  replaced: 'A newer link was sent to you. Open the newest email.',
  expired: 'The link has run out.',
  'used-up': 'The file was downloaded by this link as often as it may be.',
}

/** Why a link gives nothing, and how to get another. */
export const deadLinkPage = (state: LinkState | 'unknown'): Page =>
  page(
    { title: 'This link does not work' },
    <>
      <h1 class="govuk-heading-l">This link does not work</h1>
      <p class="govuk-body">{WHY[state === 'live' ? 'unknown' : state]}</p>
      <p class="govuk-body">
        To get a new link, reply to the email that it came in. The file itself is kept and has not changed.
      </p>
    </>,
  )
