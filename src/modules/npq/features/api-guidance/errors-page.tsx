import { API_ERRORS } from '#src/platform/http/api/api-errors.ts'
import type { ToldRefusal } from '#src/platform/http/api/endpoint.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { endpoints } from '../../api/endpoints.ts'
import { Code, WordTable } from './parts.tsx'

/** Every code, from the tables by which the API answers: one that is missing here cannot be sent. */
export const Errors = (): Html => (
  <>
    <p class="govuk-body">An answer that says no has a list of errors:</p>
    <Code text='{"errors": [{"title": "funded_place", "detail": "…", "code": "bad-attribute"}]}' />
    <p class="govuk-body">
      “title” names the attribute or parameter, “detail” says what to do in words that may change, and “code” never
      changes its meaning. Write your program against codes. Quote the header X-Request-Id when you ask us about a call.
    </p>
    <WordTable
      caption="Any call"
      head={['Code', 'Status', 'What it means']}
      rows={Object.entries(API_ERRORS).map(([code, { status, detail }]) => [code, String(status), detail])}
    />
    {endpoints.filter(hasOwn).map(({ at, summary, refusals, problems }) => (
      <WordTable
        caption={`${summary}: ${at}`}
        head={['Code', 'Status', 'What it means']}
        rows={[
          ...Object.entries(refusals).map(([code, told]) => [code, String(told.status), detailOf(told)]),
          ...problems.map(({ code, status, detail }) => [code, String(status), detail]),
        ]}
      />
    ))}
  </>
)

const hasOwn = ({ refusals, problems }: (typeof endpoints)[number]): boolean =>
  Object.keys(refusals).length + problems.length > 0

const detailOf = ({ detail, title }: ToldRefusal): string => (typeof detail === 'string' ? detail : title)
