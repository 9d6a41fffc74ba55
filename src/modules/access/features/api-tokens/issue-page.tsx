import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { TOKEN_DAYS, TOKEN_NAME } from '../../api-tokens/api-token-rules.ts'
import { mayHaveTokens } from '../../api-tokens/token-work.ts'
import type { Place } from '../../memberships/place.ts'
import { because, mustSayWhy, ReasonField, reasonSchema } from '../../memberships/reason-field.tsx'
import { issueApiToken } from './issue-api-token.ts'
import { hashedSecret, preparedSecret, prepareSecret, secretReply } from './secret-page.tsx'
import { tokensPath } from './tokens-page.tsx'

const Fields = z.object({ name: text({ missing: 'Enter a name for the token', label: 'Name', max: TOKEN_NAME }) })

export function showIssue({ actor, cookies }: WebRequest, place: Place): Reply {
  if (!mayHaveTokens(place)) return notFound
  prepareSecret(cookies)
  return show(issuePage({ place, form: formFor(place), saysWhy: mustSayWhy(actor, place) }))
}

/** Makes the token and shows its secret, the only time. Sent twice it shows the same one. */
export async function sendIssue(request: WebRequest, place: Place): Promise<Reply> {
  const saysWhy = mustSayWhy(request.actor, place)
  const parsed = parseForm(Fields.extend(reasonSchema(saysWhy).shape), request.form)
  if (!parsed.ok) return showAgain(issuePage({ place, form: { ...formFor(place), ...parsed }, saysWhy }))
  const { name, reason } = parsed.values
  const { execute } = because(request, reason)
  const issue = async (secret: string) => ({
    secret,
    done: await execute(issueApiToken, { organisationId: place.id, name, ...hashedSecret(secret) }),
  })
  const first = await issue(preparedSecret(request.cookies))
  // Another tab has used the browser's secret meanwhile.
  const isUsed = !first.done.ok && first.done.refusal.code === 'secret-used'
  const { done, secret } = isUsed ? await issue(prepareSecret(request.cookies)) : first
  return done.ok ? secretReply({ place, name, secret, oldUntil: null }) : redirectTo(tokensPath(place))
}

const formFor = (place: Place): FormState => freshForm(`${tokensPath(place)}/new`, { back: tokensPath(place) })

type IssuePage = { readonly place: Place; readonly form: FormState; readonly saysWhy: boolean }

const issuePage = ({ place, form, saysWhy }: IssuePage): Page =>
  formPage(
    form,
    {
      title: 'Make an API token',
      caption: place.name,
      headed: 'by-page',
      submit: 'Make the token',
      before: (
        <p class="govuk-body">
          Whoever holds the token can read and change everything that {place.name} can through the API. It works for{' '}
          {TOKEN_DAYS} days. We tell the administrators by email.
        </p>
      ),
    },
    <>
      <TextField name="name" label="Name" hint="Which system will use it, such as: student records, live" />
      {saysWhy ? <ReasonField /> : null}
    </>,
  )
