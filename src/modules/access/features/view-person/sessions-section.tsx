import { counted } from '#src/kit/counted.ts'
import { momentText } from '#src/kit/dates.ts'
import type { OwnSession } from '#src/platform/session/sessions-queries.ts'
import { browserText } from '#src/ui/browser-text.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'

type Props = { readonly sessions: readonly OwnSession[]; readonly end: string | null }

/** Where somebody is signed in now, with the way to end it, and where they were. */
export const SessionsSection = ({ sessions, end }: Props): Html => {
  const [live, over] = [sessions.filter((one) => one.live), sessions.filter((one) => !one.live)]
  return (
    <>
      {live.length === 0 ? (
        <p class="govuk-body">Not signed in anywhere.</p>
      ) : (
        <SessionTable caption="Signed in now" sessions={live} />
      )}
      {live.length > 0 && end ? (
        <p class="govuk-body">
          <a class="govuk-link" href={end}>
            Sign them out everywhere
          </a>
        </p>
      ) : null}
      {over.length === 0 ? null : (
        <Details
          summaryText={counted(over.length, 'earlier session', 'earlier sessions')}
          html={<SessionTable caption="Earlier sessions" sessions={over} />}
        />
      )}
    </>
  )
}

const METHODS: Readonly<Record<string, string>> = {
  email: 'Email',
  'dfe-sign-in': 'DfE Sign-in',
  'one-login': 'GOV.UK One Login',
  persona: 'As a persona',
}

type TableProps = { readonly caption: string; readonly sessions: readonly OwnSession[] }

const SessionTable = ({ caption, sessions }: TableProps): Html => (
  <WideTable
    caption={caption}
    captionClasses="govuk-table__caption--s"
    head={['Browser', 'Signed in with', 'From', 'Last used', 'How it ended'].map((text) => ({ text }))}
    rows={sessions.map(({ userAgent, method, startedAt, lastUsedAt, live, endedBecause }) => [
      { text: browserText(userAgent) },
      { text: METHODS[method] ?? method },
      { text: momentText(startedAt) },
      { text: momentText(lastUsedAt) },
      { text: live ? 'Still open' : (endedBecause ?? 'By itself') },
    ])}
  />
)
