import { z } from 'zod'
import { CSV_TYPE } from '#src/kit/csv.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import {
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  stream,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { TextField } from '#src/ui/fields.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { takeFile } from './take-file.ts'

/** Where staff see who downloaded what. */
export const DOWNLOADS = '/staff/claims/downloads'

type GivenFile = {
  /** What is in it: "claims of Larkhollow Primary School". */
  readonly title: string
  readonly fileName: string
  readonly rows: number
  /** The search and filters in words. */
  readonly asked?: readonly string[]
  /** Whose claims they are, where they are one organisation's: its own people are not asked why. */
  readonly about: { readonly kind: 'school' | 'organisation'; readonly id: string } | null
  readonly back: string
  readonly parts: () => AsyncIterable<string>
}

/**
 * Gives a file of claims. An organisation's own people get theirs at once; staff say why first, and that they took it is
 * written down (docs/adr/0022-staff-say-why-they-download.md).
 */
export async function giveFile(request: WebRequest, file: GivenFile): Promise<Reply> {
  const { actor, method } = request
  const given = stream({ type: CSV_TYPE, fileName: file.fileName, parts: file.parts() })
  if (file.about !== null && actor.worksAt(file.about.id)) return method === 'GET' ? given : redirectTo(hereOf(request))
  if (method === 'GET') return show(reasonPage(request, file, []))
  const parsed = parseForm(Why, request.form)
  if (!parsed.ok) return showAgain(reasonPage(request, file, parsed.errors))
  const { fileName, rows, asked = [], about } = file
  const minute = request.now.toString({ smallestUnit: 'minute' })
  const input = { file: fileName, rows, asked: [...asked], about, minute }
  const noted = await request.withReason(parsed.values.reason).execute(takeFile, input)
  return noted.ok ? given : showAgain(reasonPage(request, file, [AGAIN]))
}

const Why = z.object({ reason: text({ missing: 'Enter why you need the file', label: 'Reason', max: 500 }) })

/** The page was sent a while ago: what it gave then is not what it would give now. */
const AGAIN: FieldError = { field: 'reason', message: 'Select download again: each download is noted by itself' }

/** The address of the file with what was asked for. */
function hereOf({ path, query }: WebRequest): string {
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

function reasonPage(request: WebRequest, { title, back, ...file }: GivenFile, errors: readonly FieldError[]): Page {
  const form = freshForm(hereOf(request), { back, errors, values: request.form })
  return formPage(
    form,
    {
      ...{ title: `Download ${title}`, headed: 'by-page', submit: 'Download (CSV)' },
      ...{ before: <WhatItHolds {...file} />, after: <WhereItIsTold /> },
    },
    <TextField
      name="reason"
      label="Why do you need the file?"
      hint="Such as the request that it answers. It is kept with your name and what you download"
    />,
  )
}

const WhatItHolds = ({ rows, asked = [] }: Pick<GivenFile, 'rows' | 'asked'>): Html => (
  <>
    <p class="govuk-body">
      The file has {countText(rows)} {rows === 1 ? 'row' : 'rows'}. It can hold names and teacher reference numbers:
      keep it only where your team keeps personal data, and delete it when you no longer need it.
    </p>
    {asked.length === 0 ? null : (
      <ul class="govuk-list govuk-list--bullet">
        {asked.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
    )}
  </>
)

const WhereItIsTold = (): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href={DOWNLOADS}>
      See who downloaded files of claims
    </a>
  </p>
)
